/**
 * The way from a data set to a model file: split by person, descend, round to integers, calibrate
 * the percentages, choose the thresholds, promise a few answers.
 */
package smilet.trainer.pipeline;
