package smilet.trainer.quantise;

/** Chooses the value of one step of a channel's weights. */
final class WeightStep {
  /** How many steps are tried. */
  private static final int CANDIDATES = 36;

  private WeightStep() {}

  /** The largest integer weight with a number of bits. */
  static int most(int bits) {
    return (1 << (bits - 1)) - 1;
  }

  /** The smallest integer weight; with 8 bits it is -127, so that its negative exists too. */
  static int least(int bits) {
    return bits == 8 ? -127 : -(1 << (bits - 1));
  }

  /**
   * The step with the smallest sum of squared rounding errors. With few bits, clipping the few
   * largest weights costs less than rounding the many small ones coarsely.
   */
  static float best(float[] weights, int begin, int end, int bits) {
    float largest = 0;
    for (int i = begin; i < end; i++) {
      largest = Math.max(largest, Math.abs(weights[i]));
    }
    if (largest == 0) {
      return 1f / most(bits);
    }
    float coarsest = largest / most(bits);
    float best = coarsest;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < CANDIDATES; k++) {
      float step = coarsest * (1 - 0.02f * k); // down to 0.3 of the coarsest
      double error = error(weights, begin, end, bits, step);
      if (error < least) {
        least = error;
        best = step;
      }
    }
    return best;
  }

  private static double error(float[] weights, int begin, int end, int bits, float step) {
    double sum = 0;
    for (int i = begin; i < end; i++) {
      double rounded = Math.clamp(Math.rint(weights[i] / step), least(bits), most(bits)) * step;
      sum += (weights[i] - rounded) * (weights[i] - rounded);
    }
    return sum;
  }
}
