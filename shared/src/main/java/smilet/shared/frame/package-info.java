/**
 * The pixel grid on its way into a model, in integers only: a reusable {@link
 * smilet.shared.frame.Frame} in the sensor's {@link smilet.shared.frame.FrameFormat}, resampled by
 * exact area averages to the model's {@link smilet.shared.frame.Grid} and brought to a common
 * contrast by a {@link smilet.shared.frame.Normalisation}. Trainer and device both go through
 * {@link smilet.shared.frame.Preprocessor}, so a model sees on the Raspberry Pi, to the bit, what
 * it saw on the desktop.
 */
package smilet.shared.frame;
