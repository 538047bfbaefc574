/**
 * How good a model is on faces, as the device would see it: the integer classifier answers, and its
 * answers are counted.
 */
package smilet.trainer.evaluate;
