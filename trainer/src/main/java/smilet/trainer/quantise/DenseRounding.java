package smilet.trainer.quantise;

import smilet.shared.fixed.Q16;
import smilet.shared.model.Dense;
import smilet.shared.model.Shape;

/** Rounds the last layer of a model to integers. */
public final class DenseRounding {
  private static final int WEIGHT_BITS = 8;

  private DenseRounding() {}

  /**
   * Returns the layer with weights of 8 bits that comes nearest to {@code weights · activations +
   * bias}.
   *
   * @param input the shape of the activations
   * @param weights one per activation, per unit of the integer activation
   * @param bias in units of the logit
   */
  public static Dense of(Shape input, double[] weights, double bias) {
    float[] floats = new float[weights.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) weights[i];
    }
    double step = WeightStep.best(floats, 0, floats.length, WEIGHT_BITS);
    byte[] rounded = new byte[weights.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] =
          (byte)
              Math.clamp(
                  Math.rint(weights[i] / step),
                  WeightStep.least(WEIGHT_BITS),
                  WeightStep.most(WEIGHT_BITS));
    }
    double scale = step * Q16.ONE; // the dense layer returns the logit in Q15.16
    int shift = Scaling.shift(scale);
    int multiplier = Scaling.multiplier(scale, shift);
    return new Dense(input, rounded, (int) Math.rint(bias / step), multiplier, shift);
  }

  /** The weights that the integers of a layer stand for, see {@link #of}. */
  public static double[] weights(Dense dense) {
    byte[] integers = dense.weights();
    double[] weights = new double[integers.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = integers[i] * unit(dense);
    }
    return weights;
  }

  /** The bias that the integer of a layer stands for, in units of the logit. */
  public static double bias(Dense dense) {
    return dense.bias() * unit(dense);
  }

  private static double unit(Dense dense) {
    return Math.scalb((double) dense.multiplier(), -dense.shift()) / Q16.ONE;
  }
}
