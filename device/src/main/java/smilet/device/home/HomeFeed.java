package smilet.device.home;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.JsonLines;
import smilet.device.indicator.Reading;
import smilet.shared.frame.Frame;

/**
 * Keeps the newest reading for the thread that publishes. The loop never waits here: while that
 * thread copies, the loop's next reading is left out. Nothing is allocated per frame.
 */
public final class HomeFeed implements Indicator {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Moment newest = new Moment();
  private boolean woken;
  private volatile boolean off;

  @Override
  public void show(Reading reading, Frame frame) {
    if (off || !lock.tryLock()) {
      return;
    }
    try {
      String decision = JsonLines.decision(reading);
      boolean news = !decision.equals(newest.decision);
      newest.frame = reading.number();
      newest.decision = decision;
      newest.permille = reading.isNobody() ? Moment.NONE : reading.permille();
      newest.latencyNanos = reading.latencyNanos();
      newest.paused = false;
      newest.fault = null;
      if (news) {
        signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void fault(String message) {
    withoutReading(message, false);
  }

  @Override
  public void paused() {
    withoutReading(null, true);
  }

  private void withoutReading(String fault, boolean paused) {
    if (off || !lock.tryLock()) {
      return;
    }
    try {
      boolean news = newest.decision != null || newest.paused != paused;
      newest.decision = null;
      newest.permille = Moment.NONE;
      newest.paused = paused;
      newest.fault = fault;
      if (news) {
        signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void off() {
    off = true;
  }

  private void signal() {
    woken = true;
    changed.signal();
  }

  /** Makes {@link #await} return. */
  void wake() {
    lock.lock(); // whoever holds the lock only copies
    try {
      signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for another decision, a fault, its end, a pause or {@link #wake}, or for some time. */
  void await(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lock();
    try {
      while (!woken && left > 0) {
        left = changed.awaitNanos(left);
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }

  /** Copies what the loop knows of the newest moment. */
  void copyNewest(Moment into) {
    lock.lock();
    try {
      into.copyFrom(newest);
    } finally {
      lock.unlock();
    }
  }
}
