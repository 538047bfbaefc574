/**
 * From a data set to a model file: which faces to hold out, which network and recipe to use,
 * descent, rounding to integers, calibrated percentages, thresholds, golden frames. What the user
 * left open is decided here. Uses data, descent, evaluate, network and quantise.
 */
package smilet.trainer.pipeline;
