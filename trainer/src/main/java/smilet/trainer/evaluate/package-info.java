/**
 * How good a model is on faces: the integer classifier of the device answers, and its answers are
 * counted. Depends on {@code data} for the faces and on {@code score} for the figures.
 */
package smilet.trainer.evaluate;
