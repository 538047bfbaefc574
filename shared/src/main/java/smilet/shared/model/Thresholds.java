package smilet.shared.model;

import java.util.Locale;
import smilet.shared.fixed.Q15;

/**
 * The probabilities at which the answer changes: a smile from {@code smileQ15} upwards, not a smile
 * from {@code notSmileQ15} downwards, unsure in between.
 *
 * @param smileQ15 probability, Q0.15 ({@link Q15#ONE} is 100 %)
 * @param notSmileQ15 probability, Q0.15, below {@code smileQ15}
 */
public record Thresholds(int smileQ15, int notSmileQ15) {
  /** The lecture's "roughly right": 90 % and more, 10 % and less. */
  public static final Thresholds ROUGHLY_RIGHT = new Thresholds(29492, 3276);

  public Thresholds {
    if (notSmileQ15 < 0 || notSmileQ15 >= smileQ15 || smileQ15 > Q15.ONE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "thresholds must be 0 <= not smile < smile <= %d, were %d and %d",
              Q15.ONE,
              notSmileQ15,
              smileQ15));
    }
  }

  public Verdict verdict(int probabilityQ15) {
    if (probabilityQ15 >= smileQ15) {
      return Verdict.SMILE;
    }
    return probabilityQ15 <= notSmileQ15 ? Verdict.NOT_SMILE : Verdict.UNSURE;
  }
}
