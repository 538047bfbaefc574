package smilet.device.clock;

import java.util.concurrent.locks.LockSupport;

/**
 * The machine's monotonic clock. A wait sleeps, except for its last {@value #SPIN_NANOS} ns, in
 * which it spins: Linux wakes a sleeping thread about 50 us late, and a chip's waits are as short
 * as 75 us.
 */
public final class SystemClock implements Clock {
  private static final long SPIN_NANOS = 60_000;

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void sleepUntil(long deadlineNanos) {
    for (long left; (left = deadlineNanos - System.nanoTime()) > 0; ) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      if (left > SPIN_NANOS) {
        LockSupport.parkNanos(left - SPIN_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
