package smilet.shared.fixed;

/** The few integer operations from which the fixed-point model is made. None allocates. */
public final class FixedPoint {

  private FixedPoint() {}

  /**
   * Divides by a power of two and rounds to the nearest integer, halves towards positive infinity:
   * floor(value / 2<sup>shift</sup> + 1/2), exact for every {@code value}.
   *
   * @param shift 0 to 63
   */
  public static long roundingShiftRight(long value, int shift) {
    // Adding the highest bit shifted out rounds like adding half a unit first, (value + (1L <<
    // shift - 1)) >> shift, but cannot overflow. With shift 0 that bit is the zero which << 1 let
    // in.
    return (value >> shift) + (value << 1 >>> shift & 1);
  }

  /** The nearest {@code int}. */
  public static int saturateToInt(long value) {
    return Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /**
   * The largest integer whose square is at most {@code value}.
   *
   * @throws IllegalArgumentException if {@code value} is negative
   */
  public static long floorSqrt(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("square root needs 0 or more, was " + value);
    }
    long root = 0;
    for (long bit = 1L << 31; bit != 0; bit >>= 1) {
      long candidate = root | bit; // below 2^32: its square fits 64 bits, unsigned
      if (Long.compareUnsigned(candidate * candidate, value) <= 0) {
        root = candidate;
      }
    }
    return root;
  }
}
