package smilet.device.capture;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.device.indicator.FaceReading;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.Reading;
import smilet.shared.capture.CaptureLabel;
import smilet.shared.capture.CaptureName;
import smilet.shared.capture.Situation;
import smilet.shared.error.FileError;
import smilet.shared.file.ModelFile;
import smilet.shared.finder.FaceCrop;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * Captures frames while somebody holds a button. The loop only copies a frame, a few times a
 * second, and never waits; a thread of the recorder's own judges the frame and writes it. Without
 * consent nothing is copied. If faces are looked for, what is captured is not the frame but the
 * largest face, as models see it; the rest of the room is not stored.
 */
public final class Recorder implements Indicator, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** At most one frame in this time: a face needs it to change. */
  private static final long STEP_NANOS = 150_000_000L;

  private static final long END_MILLIS = 1000;

  private final CaptureFolder folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Frame waiting; // guarded by lock
  private final FaceReading waitingFace = new FaceReading(); // guarded by lock
  private boolean isFaceWaiting; // guarded by lock
  private boolean isWaiting; // guarded by lock
  private Hold waitingHold; // guarded by lock
  private volatile Hold hold = Hold.NONE;
  private volatile String message = "";
  private volatile boolean ended;
  private long nextNanos; // used by the loop's thread only
  private final Thread thread;

  /** A button that is held: until it is released, or the time is over. */
  private record Hold(String burst, CaptureLabel label, Situation situation, long untilNanos) {
    static final Hold NONE = new Hold("", CaptureLabel.NOT_SMILE, Situation.USUAL, 0);

    boolean lasts(long nowNanos) {
      return !burst.isEmpty() && untilNanos - nowNanos > 0;
    }
  }

  /**
   * @param format the sensor's usual format
   */
  public Recorder(CaptureFolder folder, FrameFormat format) {
    this.folder = folder;
    this.waiting = new Frame(format);
    this.thread = Thread.ofPlatform().daemon().name("capture").start(this::run);
  }

  public CaptureFolder folder() {
    return folder;
  }

  /**
   * Captures from now on, or goes on with it.
   *
   * @param millis for how long, unless {@link #hold} is called again or {@link #release} before
   * @throws IOException if nobody agreed
   */
  public void hold(CaptureLabel label, Situation situation, long millis) throws IOException {
    folder.requireAgreed();
    long now = System.nanoTime();
    Hold before = hold;
    boolean goesOn =
        before.lasts(now) && before.label == label && before.situation.equals(situation);
    if (!goesOn) {
      message = "";
    }
    hold =
        new Hold(
            goesOn ? before.burst : newBurst(),
            label,
            situation,
            now + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Ends the burst. */
  public void release() {
    hold = Hold.NONE;
  }

  /** Why frames of the last burst were left out, the latest reason; empty if there is none. */
  public String message() {
    return message;
  }

  private static String newBurst() {
    byte[] bytes = new byte[Integer.BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void show(Reading reading, Frame frame) {
    Hold now = hold;
    if (now == Hold.NONE || ended) {
      return;
    }
    long nanos = System.nanoTime();
    if (!now.lasts(nanos) || nanos - nextNanos < 0 || !lock.tryLock()) {
      return;
    }
    try {
      if (reading.isNobody()) {
        message = "nobody is in the picture";
      } else if (!isWaiting) {
        isFaceWaiting = reading.looksForFaces();
        if (isFaceWaiting) {
          waitingFace.copyFrom(reading.face(0));
        }
        waiting.reshape(frame.format());
        waiting.copyFrom(frame);
        waitingHold = now;
        isWaiting = true;
        nextNanos = nanos + STEP_NANOS;
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void fault(String fault) {}

  private void run() {
    FrameFilter filter = new FrameFilter();
    Frame mine = new Frame(waiting.format());
    String burst = "";
    int number = 0;
    try {
      while (!ended) {
        Hold from = take(mine);
        if (!from.burst.equals(burst)) {
          burst = from.burst;
          number = 0;
          filter.beginBurst();
        }
        if (number < CaptureName.MAX_NUMBER && keep(filter, mine, from, number + 1)) {
          number++;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the run ends
    }
  }

  private Hold take(Frame into) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!isWaiting) {
        arrived.await();
      }
      if (isFaceWaiting) {
        FaceCrop.copy(
            waiting,
            waitingFace.x(),
            waitingFace.y(),
            waitingFace.side(),
            ModelFile.USUAL_CROP_PERCENT,
            into);
      } else {
        into.reshape(waiting.format());
        into.copyFrom(waiting);
      }
      isWaiting = false;
      return waitingHold;
    } finally {
      lock.unlock();
    }
  }

  private boolean keep(FrameFilter filter, Frame frame, Hold from, int number) {
    FrameFilter.Verdict verdict = filter.judge(frame);
    message = verdict.words();
    if (verdict != FrameFilter.Verdict.KEPT) {
      return false;
    }
    try {
      folder.write(new CaptureName(from.burst, from.situation, number, from.label), frame);
      return true;
    } catch (IOException e) {
      message = FileError.message(e);
      LOG.warn("a captured frame cannot be stored: {}", message);
      release();
      return false;
    }
  }

  @Override
  public void off() {
    ended = true;
  }

  @Override
  public void close() {
    ended = true;
    thread.interrupt();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program ends
    }
  }
}
