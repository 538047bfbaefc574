package smilet.shared.fixed;

/** The format Q15.16 of logits: a raw value is the logit times 65536. */
public final class Q16 {
  /** Bits after the binary point. */
  public static final int BITS = 16;

  /** The raw value of 1. */
  public static final int ONE = 1 << BITS;

  private Q16() {}

  /** The real value, exactly. */
  public static double toDouble(int raw) {
    return (double) raw / ONE;
  }
}
