package smilet.device.clock;

/** A clock that only advances when somebody sleeps or steps it. */
public final class SteppedClock implements Clock {
  private long nanos = 1_000_000_000_000L;

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public void sleepUntil(long deadlineNanos) {
    nanos = Math.max(nanos, deadlineNanos);
  }

  public void step(long byNanos) {
    nanos += byNanos;
  }
}
