package smilet.shared.model;

/**
 * A model's layers, computed: int8 inputs in, the logit out. Every implementation gives the same
 * bits for every model it takes; they differ in speed and in what they need from the JVM. An
 * instance owns its scratch memory and allocates nothing per frame.
 */
sealed interface Inference permits PlainInference, VectorInference {
  /** The logit, Q15.16, of the grid's inputs that begin at {@code offset}. */
  int logitQ16(byte[] inputs, int offset);

  /** The fastest that this JVM and this model permit. */
  static Inference fastest(Model model) {
    // In this order: without the vector module the other class cannot even be asked.
    return VectorUnit.isUsable() && VectorInference.isSuited(model)
        ? new VectorInference(model)
        : new PlainInference(model);
  }
}
