package smilet.trainer.quantise;

import smilet.shared.model.Layer;

/** Writes a real scale as {@code multiplier / 2^shift}, an integer multiplier and a right shift. */
final class Scaling {
  private Scaling() {}

  /**
   * The largest shift for which the multiplier of the largest scale is not too large.
   *
   * @throws IllegalArgumentException if a scale is too large even for a shift of 0
   */
  static int shift(double... scales) {
    double largest = 0;
    for (double scale : scales) {
      largest = Math.max(largest, scale);
    }
    int shift = Layer.MAX_SHIFT;
    while (shift > 0 && Math.rint(Math.scalb(largest, shift)) > Layer.MAX_MULTIPLIER) {
      shift--;
    }
    if (Math.rint(Math.scalb(largest, shift)) > Layer.MAX_MULTIPLIER) {
      throw new IllegalArgumentException("scale must be at most 65535, was " + largest);
    }
    return shift;
  }

  /** The nearest multiplier, at least 1. */
  static int multiplier(double scale, int shift) {
    return (int) Math.max(1, Math.rint(Math.scalb(scale, shift)));
  }

  static int[] multipliers(double[] scales, int shift) {
    int[] multipliers = new int[scales.length];
    for (int i = 0; i < scales.length; i++) {
      multipliers[i] = multiplier(scales[i], shift);
    }
    return multipliers;
  }
}
