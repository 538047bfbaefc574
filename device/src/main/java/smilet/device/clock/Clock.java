package smilet.device.clock;

/** The device's only source of time and only way to wait. */
public interface Clock {
  /** Nanoseconds since a fixed moment; it never decreases. */
  long nanoTime();

  /**
   * Waits until {@link #nanoTime()} is at least {@code deadlineNanos}. Returns at once if it
   * already is, and early if the thread is interrupted; the interrupt stays set.
   */
  void sleepUntil(long deadlineNanos);

  /** Waits for {@code nanos} from now, as {@link #sleepUntil} does. */
  default void sleep(long nanos) {
    sleepUntil(nanoTime() + nanos);
  }
}
