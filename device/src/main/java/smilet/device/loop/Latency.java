package smilet.device.loop;

/**
 * How long one stage of a frame took.
 *
 * @param p50Nanos the median
 * @param p99Nanos the 99th percentile
 * @param maxNanos the longest time
 * @param jitterNanos the standard deviation
 */
public record Latency(long p50Nanos, long p99Nanos, long maxNanos, long jitterNanos) {}
