package smilet.device.loop;

/**
 * How long one stage took.
 *
 * @param p50Nanos half of the frames took no longer
 * @param p99Nanos 99 of 100 took no longer
 * @param maxNanos none took longer
 * @param jitterNanos standard deviation
 */
public record Latency(long p50Nanos, long p99Nanos, long maxNanos, long jitterNanos) {}
