package smilet.device.sensor.pipe;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.device.clock.Clock;
import smilet.device.sensor.SensorException;
import smilet.shared.frame.Frame;

/**
 * A mailbox for one frame, or for the reason why none comes. One thread puts frames in, another one
 * takes them; a frame that nobody took is replaced by the next one and counted. The lock is held
 * only while a frame is copied, so nobody waits here.
 */
final class NewestFrame {
  private static final Logger LOG = LoggerFactory.getLogger(NewestFrame.class);

  private final PipeSettings settings;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final Frame newest;
  private boolean fresh;
  private long received;
  private long dropped;
  private boolean awaited;
  private long deadlineNanos;
  private Optional<String> fault = Optional.empty();
  private boolean ended;

  /** An empty mailbox that does not wait for frames yet. */
  NewestFrame(PipeSettings settings, Clock clock) {
    this.settings = settings;
    this.newest = new Frame(settings.format());
    this.clock = clock;
  }

  /** A source of frames was started: from now on its frames are due. The last fault stays. */
  void expectFrames() {
    lock.lock();
    try {
      awaited = true;
      deadlineNanos = clock.nanoTime() + settings.limits().firstNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Puts in every whole frame of a stream, to its end. */
  void putAll(InputStream in) throws IOException {
    FrameStream frames = new FrameStream(in, settings, clock);
    for (byte[] bytes; (bytes = frames.next()) != null; ) {
      put(bytes, frames.strideBytes());
      frames.takeNotice().ifPresent(LOG::warn);
    }
  }

  /**
   * Decodes a frame and replaces the one before. This ends any fault.
   *
   * @param bytes as the settings' layout has them
   */
  private void put(byte[] bytes, int strideBytes) {
    lock.lock();
    try {
      received++;
      dropped += fresh ? 1 : 0;
      settings.layout().decode(bytes, settings.format().width(), strideBytes, newest.pixels());
      long now = clock.nanoTime();
      newest.captureNanos(now);
      fresh = true;
      fault = Optional.empty();
      deadlineNanos = now + settings.limits().nextNanos();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The source failed: no frames are due until {@link #expectFrames()}. The latest fault counts.
   */
  void fail(String reason) {
    lock.lock();
    try {
      awaited = false;
      fault = Optional.of(reason);
    } finally {
      lock.unlock();
    }
  }

  /** The source failed and will never send a frame again. */
  void end(String reason) {
    lock.lock();
    try {
      ended = true;
      fail(reason);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Fails if a frame is overdue.
   *
   * @return true for the one call that found it overdue
   */
  boolean failIfOverdue(String reason) {
    lock.lock();
    try {
      if (fresh || !awaited || clock.nanoTime() - deadlineNanos < 0) {
        return false;
      }
      fail(reason);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Copies the newest frame out, at most once.
   *
   * @return false if there is no new frame and no fault
   * @throws SensorException if there is no new frame and the source failed
   */
  boolean take(Frame frame) throws SensorException {
    lock.lock();
    try {
      if (fresh) {
        frame.copyFrom(newest);
        fresh = false;
        return true;
      }
      if (fault.isPresent()) {
        throw ended ? SensorException.ended(fault.get()) : new SensorException(fault.get());
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** How many frames were put in. */
  long received() {
    lock.lock();
    try {
      return received;
    } finally {
      lock.unlock();
    }
  }

  /** How many frames were replaced by a newer one before they were taken. */
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }
}
