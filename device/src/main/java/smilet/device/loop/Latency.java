package smilet.device.loop;

import java.util.List;

/**
 * How long one stage of a frame took.
 *
 * @param p50Nanos the median
 * @param p99Nanos the 99th percentile
 * @param maxNanos the longest time
 * @param jitterNanos the standard deviation
 * @param count how many times were measured
 * @param sumNanos of all times, to 1 %
 * @param counts how many times were at most each of {@link #BOUNDS_NANOS}, to 1 % of the bound
 */
public record Latency(
    long p50Nanos,
    long p99Nanos,
    long maxNanos,
    long jitterNanos,
    long count,
    long sumNanos,
    List<Long> counts) {
  /** The bounds of the counts, ascending. */
  public static final List<Long> BOUNDS_NANOS =
      List.of(
          500_000L,
          1_000_000L,
          2_000_000L,
          5_000_000L,
          10_000_000L,
          20_000_000L,
          50_000_000L,
          100_000_000L,
          200_000_000L,
          500_000_000L,
          1_000_000_000L);

  public Latency {
    counts = List.copyOf(counts);
  }
}
