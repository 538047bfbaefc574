package smilet.trainer.score;

/** The logistic function and its loss. StrictMath gives the same bits on every machine. */
public final class Logistic {
  private Logistic() {}

  /** The probability that a logit stands for: s(x) = 1 / (1 + e^-x). */
  public static double probability(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }

  /**
   * The logistic loss of a logit x: -(t · ln s(x) + (1 - t) · ln(1 - s(x))), computed as max(x, 0)
   * - t · x + ln(1 + e^-|x|), which does not overflow.
   *
   * @param target t, the probability that would be right, 0 to 1
   */
  public static double loss(double logit, double target) {
    return Math.max(logit, 0) - target * logit + StrictMath.log1p(StrictMath.exp(-Math.abs(logit)));
  }
}
