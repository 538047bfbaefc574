package smilet.device.page;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import smilet.device.indicator.FaceList;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.LoopEvent;
import smilet.device.indicator.Reading;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Verdict;

/**
 * Keeps the newest frame and reading for the page. The loop never waits here: while a thread of the
 * page copies the newest frame, the loop's next one is left out. Nothing is allocated per frame.
 */
public final class PageFeed implements Indicator {
  /** Readings kept for the last minute, one per 100 ms. */
  static final int MINUTE = 600;

  private static final long STEP_NANOS = 100_000_000L;

  /**
   * In {@link #minute}: there was no percentage, because of a fault or because nobody was there.
   */
  static final short NONE = -1;

  /** What the page shows of one moment; belongs to the thread that copies into it. */
  static final class Moment {
    final Frame frame;
    long sequence;
    long number;
    final FaceList faces = new FaceList();
    int permille;
    Verdict verdict = Verdict.UNSURE;
    Verdict decision = Verdict.UNSURE;
    long latencyNanos;

    /** The fault in one line; empty if there is none. */
    String fault = "";

    String event = "";

    Moment(FrameFormat format) {
      frame = new Frame(format);
    }

    private void take(Reading reading, Frame of) {
      frame.reshape(of.format());
      frame.copyFrom(of);
      number = reading.number();
      faces.copyFrom(reading.faces());
      permille = reading.permille();
      verdict = reading.verdict();
      decision = reading.decision();
      latencyNanos = reading.latencyNanos();
      fault = "";
    }

    private void copyFrom(Moment other) {
      frame.reshape(other.frame.format());
      frame.copyFrom(other.frame);
      sequence = other.sequence;
      number = other.number;
      faces.copyFrom(other.faces);
      permille = other.permille;
      verdict = other.verdict;
      decision = other.decision;
      latencyNanos = other.latencyNanos;
      fault = other.fault;
      event = other.event;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final FrameFormat usual;
  private final Moment newest;
  private final short[] minute = new short[MINUTE];
  private long step;
  private volatile boolean off;

  /**
   * @param format the sensor's usual format
   */
  public PageFeed(FrameFormat format) {
    usual = format;
    newest = new Moment(format);
    Arrays.fill(minute, NONE);
  }

  FrameFormat format() {
    return usual;
  }

  @Override
  public void show(Reading reading, Frame frame) {
    if (off || !lock.tryLock()) {
      return;
    }
    try {
      newest.take(reading, frame);
      remember(frame.captureNanos(), reading.isNobody() ? NONE : (short) reading.permille());
      publish();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void fault(String message) {
    if (off || !lock.tryLock()) {
      return;
    }
    try {
      newest.fault = message;
      newest.faces.clear();
      remember(System.nanoTime(), NONE);
      publish();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void event(LoopEvent kind, String message) {
    lock.lock(); // rare, and whoever holds the lock only copies
    try {
      newest.event = message;
      publish();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void off() {
    off = true;
  }

  private void publish() {
    newest.sequence++;
    changed.signalAll();
  }

  private void remember(long nanos, short permille) {
    long now = nanos / STEP_NANOS;
    for (long skipped = Math.max(step + 1, now - MINUTE); skipped < now; skipped++) {
      minute[Math.floorMod(skipped, MINUTE)] = NONE;
    }
    step = Math.max(step, now);
    minute[Math.floorMod(step, MINUTE)] = permille;
  }

  /**
   * Waits for something newer.
   *
   * @param after the sequence number that the caller has
   * @return whether there is something newer; if not, the time has passed
   */
  boolean await(long after, long millis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lock();
    try {
      while (newest.sequence == after && left > 0) {
        left = changed.awaitNanos(left);
      }
      return newest.sequence != after;
    } finally {
      lock.unlock();
    }
  }

  /** Copies the newest moment. */
  void copyNewest(Moment into) {
    lock.lock();
    try {
      into.copyFrom(newest);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The percentages of the last minute in permille, oldest first; {@link #NONE} if there was none.
   */
  short[] minute() {
    lock.lock();
    try {
      short[] ordered = new short[MINUTE];
      for (int i = 0; i < MINUTE; i++) {
        ordered[i] = minute[Math.floorMod(step + 1 + i, MINUTE)];
      }
      return ordered;
    } finally {
      lock.unlock();
    }
  }
}
