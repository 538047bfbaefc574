package smilet.device.clock;

/** The only source of time, and the only way to wait, for everything that runs on the device. */
public interface Clock {
  /** Nanoseconds since some fixed moment; never goes backwards. */
  long nanoTime();

  /**
   * Waits until {@link #nanoTime()} is {@code deadlineNanos} or more. Returns at once where it is
   * so already, and early where the thread is interrupted, whose interrupt stays set.
   */
  void sleepUntil(long deadlineNanos);

  /** Waits for {@code nanos} from now on, as {@link #sleepUntil} does. */
  default void sleep(long nanos) {
    sleepUntil(nanoTime() + nanos);
  }
}
