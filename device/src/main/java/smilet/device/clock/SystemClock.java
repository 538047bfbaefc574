package smilet.device.clock;

import java.util.concurrent.locks.LockSupport;

/**
 * The machine's monotonic clock. Long waits give the core away; the last {@value #SPIN_NANOS} ns
 * are spun, because Linux wakes a sleeper some 50 us late, which a chip that wants 75 us would
 * notice.
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
