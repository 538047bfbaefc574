package smilet.device.loop;

/**
 * The clock's ticks, at which frames begin: tick n is due n / frequency seconds after the first,
 * each computed from the first one, so that no rounding and no lateness ever adds up.
 */
final class Ticks {
  private static final long NANOS_A_SECOND = 1_000_000_000;

  private final long firstNanos;
  private final int frequencyHz;
  private long tick;

  /**
   * @param firstNanos when tick 0 is due
   * @param frequencyHz ticks a second, 1 to 1000
   */
  Ticks(long firstNanos, int frequencyHz) {
    if (frequencyHz < 1 || frequencyHz > 1000) {
      throw new IllegalArgumentException("frames a second must be 1 to 1000, were " + frequencyHz);
    }
    this.firstNanos = firstNanos;
    this.frequencyHz = frequencyHz;
  }

  /** When the current tick is due. */
  long dueNanos() {
    return due(tick);
  }

  /**
   * Goes to the next tick that is not over yet.
   *
   * @return the ticks passed over because they were due before {@code nowNanos}: deadlines missed
   */
  long advance(long nowNanos) {
    tick++;
    long lateNanos = nowNanos - due(tick);
    if (lateNanos <= 0) {
      return 0;
    }
    // The first tick at or after now: ceil(elapsed · frequency / 10^9), split so that nothing
    // overflows: a remainder below 10^9 times 1000 at most.
    long elapsed = nowNanos - firstNanos;
    long seconds = elapsed / NANOS_A_SECOND;
    long rest = elapsed % NANOS_A_SECOND * frequencyHz;
    long next = seconds * frequencyHz + (rest + NANOS_A_SECOND - 1) / NANOS_A_SECOND;
    if (due(next) < nowNanos) {
      next++; // due() rounds down: the tick that seemed to be now is just over
    }
    long missed = next - tick;
    tick = next;
    return missed;
  }

  private long due(long tick) {
    long seconds = tick / frequencyHz;
    long rest = tick % frequencyHz;
    return firstNanos + seconds * NANOS_A_SECOND + rest * NANOS_A_SECOND / frequencyHz;
  }
}
