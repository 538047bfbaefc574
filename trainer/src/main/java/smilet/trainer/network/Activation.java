package smilet.trainer.network;

import static smilet.trainer.network.Lanes.SPECIES;
import static smilet.trainer.network.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import smilet.shared.model.Layer;

/**
 * The activation after a convolution: ReLU and, if training imitates the device, its rounding. With
 * a step s &gt; 0 an output z becomes s · max(0, min(127, floor(z/s + 1/2))). Backward, the
 * rounding is treated as the identity (the straight-through estimator, Bengio et al. 2013).
 */
final class Activation {
  /** Adding and subtracting 2^23 rounds a float of 0 to 2^22 to the nearest integer. */
  private static final float ROUNDER = 0x1p23f;

  private Activation() {}

  /**
   * Computes the activations of {@code length} sums.
   *
   * @param from the sums, from {@code at} on
   * @param to receives the activations, from {@code toAt} on
   * @param step the value of one step of the rounded output; 0 means no rounding
   */
  static void forward(float[] from, int at, float[] to, int toAt, int length, float step) {
    FloatVector zero = FloatVector.zero(SPECIES);
    if (step == 0) {
      for (int i = 0; i < length; i += WIDTH) {
        FloatVector.fromArray(SPECIES, from, at + i).max(zero).intoArray(to, toAt + i);
      }
      return;
    }
    float perStep = 1 / step;
    for (int i = 0; i < length; i += WIDTH) {
      FloatVector.fromArray(SPECIES, from, at + i)
          .max(zero)
          .mul(perStep)
          .min(Layer.MAX_ACTIVATION)
          .add(ROUNDER)
          .sub(ROUNDER)
          .mul(step)
          .intoArray(to, toAt + i);
    }
  }

  /** Turns the gradient of the activations into that of the sums, in place. */
  static void backward(float[] sums, float[] gradient, int length, float step) {
    FloatVector zero = FloatVector.zero(SPECIES);
    float top = step == 0 ? Float.MAX_VALUE : (Layer.MAX_ACTIVATION + 0.5f) * step;
    for (int i = 0; i < length; i += WIDTH) {
      FloatVector z = FloatVector.fromArray(SPECIES, sums, i);
      var through = z.compare(VectorOperators.GT, 0f).and(z.compare(VectorOperators.LT, top));
      zero.blend(FloatVector.fromArray(SPECIES, gradient, i), through).intoArray(gradient, i);
    }
  }
}
