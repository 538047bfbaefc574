package smilet.trainer.score;

import java.util.OptionalInt;

/** How often each value from 0 to a largest one occurs. */
public final class Histogram {
  private final long[] counts;

  /**
   * @param values how many different values there are: 0 to {@code values} - 1
   */
  public Histogram(int values) {
    counts = new long[values];
  }

  /** Counts a value once more. */
  public void add(int value) {
    counts[value]++;
  }

  /** How often a value occurred. */
  public long count(int value) {
    return counts[value];
  }

  /** The lowest value up to which at least a share of all lies; empty if nothing was counted. */
  public OptionalInt quantile(double share) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    long below = 0;
    for (int value = 0; value < counts.length && all > 0; value++) {
      below += counts[value];
      if (below >= share * all) {
        return OptionalInt.of(value);
      }
    }
    return OptionalInt.empty();
  }
}
