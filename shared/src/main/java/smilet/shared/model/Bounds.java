package smilet.shared.model;

/** The checks that make a layer's arithmetic safe. They run once, in the layer's constructor. */
final class Bounds {
  private Bounds() {}

  static void requireLength(String what, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(what + " must be " + expected + ", were " + actual);
    }
  }

  static void requireScale(int multiplier, int shift) {
    if (multiplier < 1 || multiplier > Layer.MAX_MULTIPLIER) {
      throw new IllegalArgumentException(
          "multiplier must be 1 to " + Layer.MAX_MULTIPLIER + ", was " + multiplier);
    }
    if (shift < 0 || shift > Layer.MAX_SHIFT) {
      throw new IllegalArgumentException(
          "shift must be 0 to " + Layer.MAX_SHIFT + ", was " + shift);
    }
  }

  /**
   * The largest magnitude one output's accumulator can reach, |bias| + 127 · sum |weight|.
   *
   * @throws IllegalArgumentException if it does not fit an int32, or a weight is -128
   */
  static int accumulator(byte[] weights, int from, int to, int bias) {
    long bound = Math.abs((long) bias);
    for (int i = from; i < to; i++) {
      if (weights[i] == Byte.MIN_VALUE) {
        throw new IllegalArgumentException("weights must be -127 to 127, was -128 at " + i);
      }
      bound += (long) Layer.MAX_ACTIVATION * Math.abs(weights[i]);
    }
    if (bound > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "accumulator could reach " + bound + ", which overflows 32 bits");
    }
    return (int) bound;
  }
}
