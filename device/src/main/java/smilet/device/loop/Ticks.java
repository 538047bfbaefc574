package smilet.device.loop;

/**
 * The ticks at which frames begin: tick n is due n / frequency seconds after the first. Each is
 * computed from the first, so that neither rounding errors nor delays add up.
 */
final class Ticks {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final long firstNanos;
  private final int frequencyHz;
  private long tick;

  /**
   * @param firstNanos when tick 0 is due
   * @param frequencyHz ticks per second, 1 to 1000
   */
  Ticks(long firstNanos, int frequencyHz) {
    if (frequencyHz < 1 || frequencyHz > 1000) {
      throw new IllegalArgumentException(
          "frames per second must be 1 to 1000, were " + frequencyHz);
    }
    this.firstNanos = firstNanos;
    this.frequencyHz = frequencyHz;
  }

  /** When the current tick is due. */
  long dueNanos() {
    return due(tick);
  }

  /**
   * Advances to the first tick that is due at {@code nowNanos} or later.
   *
   * @return the missed deadlines: the ticks that were skipped because they were due earlier
   */
  long advance(long nowNanos) {
    tick++;
    long lateNanos = nowNanos - due(tick);
    if (lateNanos <= 0) {
      return 0;
    }
    // The first tick at or after now: ceil(elapsed · frequency / 10^9), split so that nothing
    // overflows: the remainder is below 10^9 and the frequency at most 1000.
    long elapsed = nowNanos - firstNanos;
    long seconds = elapsed / NANOS_PER_SECOND;
    long rest = elapsed % NANOS_PER_SECOND * frequencyHz;
    long next = seconds * frequencyHz + (rest + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
    if (due(next) < nowNanos) {
      next++; // due() rounds down, so this tick may be due just before now
    }
    long missed = next - tick;
    tick = next;
    return missed;
  }

  private long due(long tick) {
    long seconds = tick / frequencyHz;
    long rest = tick % frequencyHz;
    return firstNanos + seconds * NANOS_PER_SECOND + rest * NANOS_PER_SECOND / frequencyHz;
  }
}
