/**
 * The model and its integer arithmetic: a {@link smilet.shared.model.Model} is a grid, a
 * normalisation and a short list of {@link smilet.shared.model.Layer layers} with int8 weights and
 * int32 accumulators; a {@link smilet.shared.model.Classifier} runs it on frames and owns the
 * memory for that. Constructors and the file reader accept only models that cannot overflow. The
 * lecture's converter is a model with one dense layer.
 */
package smilet.shared.model;
