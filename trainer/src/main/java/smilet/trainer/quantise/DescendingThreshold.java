package smilet.trainer.quantise;

import smilet.shared.fixed.Q15;
import smilet.trainer.score.Histogram;

/**
 * A threshold that is lowered from above 100 % to the lowest probability above 0, and counts the
 * samples that lie at or above it.
 */
final class DescendingThreshold {
  private final Histogram all = new Histogram(Q15.ONE + 1);
  private final Histogram wanted = new Histogram(Q15.ONE + 1);
  private int valueQ15 = Q15.ONE + 1;
  private long count;
  private long right;

  /**
   * @param probabilitiesQ15 0 to {@link Q15#ONE}
   * @param wanted which samples are right to lie at or above the threshold
   */
  DescendingThreshold(int[] probabilitiesQ15, boolean[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      all.add(probabilitiesQ15[i]);
      if (wanted[i]) {
        this.wanted.add(probabilitiesQ15[i]);
      }
    }
  }

  /** Lowers the threshold to the next probability that occurs; false if there is none above 0. */
  boolean lower() {
    while (--valueQ15 > 0) {
      if (all.count(valueQ15) > 0) {
        count += all.count(valueQ15);
        right += wanted.count(valueQ15);
        return true;
      }
    }
    return false;
  }

  int valueQ15() {
    return valueQ15;
  }

  /** How many samples lie at or above the threshold. */
  long count() {
    return count;
  }

  /** How many of them are right to lie there. */
  long right() {
    return right;
  }
}
