package smilet.shared.fixed;

/** The format Q0.15 of probabilities: a raw value is the probability times 32768. */
public final class Q15 {
  /** Bits after the binary point. */
  public static final int BITS = 15;

  /** The raw value of 1, or 100 %. */
  public static final int ONE = 1 << BITS;

  /** The raw value of 1/2, or 50 %. */
  public static final int HALF = ONE / 2;

  private Q15() {}

  /** The real value, exactly. */
  public static double toDouble(int raw) {
    return (double) raw / ONE;
  }

  /** The real value in percent, exactly. */
  public static double toPercent(int raw) {
    return 100.0 * raw / ONE;
  }
}
