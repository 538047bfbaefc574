package smilet.trainer.descent;

/** The logistic loss. StrictMath gives the same bits on every machine. */
final class Logistic {
  private Logistic() {}

  /** s(x) = 1 / (1 + e^-x). */
  static double probability(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }

  /** -(t · ln s(x) + (1 - t) · ln(1 - s(x))) = max(x, 0) - t · x + ln(1 + e^-|x|). */
  static double loss(double logit, double target) {
    return Math.max(logit, 0) - target * logit + StrictMath.log1p(StrictMath.exp(-Math.abs(logit)));
  }
}
