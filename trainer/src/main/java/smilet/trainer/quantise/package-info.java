/**
 * From floats to the device's integers: a {@link smilet.trainer.quantise.Quantisation} holds the
 * value of one step of every channel's weights and every layer's activations, imitates their
 * rounding while a network is trained and writes the integer model. {@link
 * smilet.trainer.quantise.PercentageCalibration} then makes 90 % mean nine in ten, and a {@link
 * smilet.trainer.quantise.ThresholdChoice} says where a percentage becomes a decision.
 */
package smilet.trainer.quantise;
