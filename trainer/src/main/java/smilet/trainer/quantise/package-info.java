/**
 * From floats to the integers of the device: a {@link smilet.trainer.quantise.Quantisation} holds
 * the rounding steps of all weights and activations, imitates their rounding during training and
 * writes the integer model. Then a {@link smilet.trainer.quantise.PercentageCalibration} makes the
 * percentages match the share of smiles, and a {@link smilet.trainer.quantise.ThresholdChoice}
 * chooses the percentages from which a decision is made. Depends on {@code network} and {@code
 * score}.
 */
package smilet.trainer.quantise;
