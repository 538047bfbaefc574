package smilet.shared.model;

import smilet.shared.fixed.FixedPoint;

/**
 * A model's layers, computed: int8 inputs in, the logit out. Both implementations give the same
 * bits for every model they take; they differ in speed. An instance owns its scratch memory and
 * allocates nothing per frame.
 */
sealed interface Inference permits PlainInference, PlanarInference {
  /**
   * The model's logit, Q15.16, of the grid's inputs that begin at {@code offset}; of a mirrored
   * model the mean over the inputs and their mirror image.
   */
  int logitQ16(byte[] inputs, int offset);

  /** The fastest that this model permits. */
  static Inference fastest(Model model) {
    return PlanarInference.isSuited(model) ? new PlanarInference(model) : new PlainInference(model);
  }

  /** The mean of the logits of an input and its mirror image, halves towards positive infinity. */
  static int meanQ16(int logitQ16, int mirroredLogitQ16) {
    return (int) FixedPoint.roundingShiftRight((long) logitQ16 + mirroredLogitQ16, 1);
  }
}
