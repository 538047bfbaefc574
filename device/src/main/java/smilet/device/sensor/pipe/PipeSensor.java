package smilet.device.sensor.pipe;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import smilet.device.clock.Clock;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * Frames from a pipe. A thread of its own reads them as they come and keeps the newest whole one;
 * older ones nobody asked for are dropped, so that what is classified is never late. Capturing only
 * copies, and never waits.
 *
 * <p>A command that ends, or sends no whole frame for {@value #STALL_NANOS} ns, is ended with all
 * it started and begun again: after 1 s, then 2, 4 and so on to {@value #LONGEST_BACKOFF_NANOS} ns
 * at most, and after 1 s again once a frame has come. Standard input that ended stays ended.
 */
public final class PipeSensor implements Sensor {
  static final long STALL_NANOS = 5_000_000_000L;
  static final long FIRST_BACKOFF_NANOS = 1_000_000_000L;
  static final long LONGEST_BACKOFF_NANOS = 30_000_000_000L;
  private static final long LAST_COMPLAINT_MILLIS = 1000;

  private final PipeSettings settings;
  private final Clock clock;
  private final InputStream standardInput;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Frame newest;
  private final Thread reader;

  // Guarded by the lock.
  private boolean fresh;
  private String fault;
  private long progressNanos;
  private Process process;
  private boolean closed;
  private long dropped;
  private int starts;
  private boolean stalled;

  private final LastLine lastComplaint = new LastLine();
  private volatile Thread complaints;

  /** Begins to read at once; the first frames come when they come. */
  public PipeSensor(PipeSettings settings, InputStream standardInput, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.standardInput = standardInput;
    this.newest = new Frame(settings.format());
    this.progressNanos = clock.nanoTime();
    this.reader = new Thread(this::read, "pipe");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public FrameFormat format() {
    return settings.format();
  }

  @Override
  public boolean capture(Frame frame) throws SensorException {
    lock.lock();
    try {
      if (fresh) {
        frame.copyFrom(newest);
        fresh = false;
        return true;
      }
      if (fault != null) {
        throw new SensorException(fault);
      }
      if (clock.nanoTime() - progressNanos >= STALL_NANOS) {
        stalled();
        throw new SensorException(fault);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Whole frames that a newer one replaced before anybody asked. */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** How often the command was started. */
  int starts() {
    lock.lock();
    try {
      return starts;
    } finally {
      lock.unlock();
    }
  }

  private void stalled() {
    stalled = true;
    fault =
        settings.command().isPresent()
            ? "the camera command sends no frames; ending it and starting it again"
            : "no frames come in on standard input";
    if (process != null) {
      end(process); // its output ends, and the reader starts it again
    }
  }

  private void read() {
    if (settings.command().isEmpty()) {
      String reason = drain(standardInput);
      report("standard input ended" + reason + "; start again to go on");
      return;
    }
    long backoffNanos = FIRST_BACKOFF_NANOS;
    while (true) {
      long framesFrom = clock.nanoTime();
      Process started = start();
      if (started != null) {
        drain(started.getInputStream());
        awaitEnd(started);
        awaitLastComplaint();
        if (Thread.currentThread().isInterrupted()) {
          return; // closed; the process may not be quite dead yet
        }
        if (frameSince(framesFrom)) {
          backoffNanos = FIRST_BACKOFF_NANOS;
        }
        reportEnd(started);
      }
      if (!pause(backoffNanos)) {
        return;
      }
      backoffNanos = Math.min(2 * backoffNanos, LONGEST_BACKOFF_NANOS);
    }
  }

  /** Starts the command; null where that failed, which is reported, or after closing. */
  private Process start() {
    lock.lock();
    try {
      if (closed) {
        return null;
      }
      starts++;
      stalled = false;
      progressNanos = clock.nanoTime();
      process =
          new ProcessBuilder("sh", "-c", settings.command().orElseThrow())
              .redirectInput(Redirect.from(new File("/dev/null")))
              .start();
      Process started = process;
      complaints = new Thread(() -> listen(started), "pipe-complaints");
      complaints.setDaemon(true);
      complaints.start();
      return started;
    } catch (IOException e) {
      fault = "the camera command cannot be started: " + e.getMessage();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Keeps the command's last complaint, for the message, and its pipe from filling up. */
  private void listen(Process started) {
    try (Reader errors =
        new InputStreamReader(started.getErrorStream(), Charset.defaultCharset())) {
      lastComplaint.listen(errors);
    } catch (IOException ended) {
      // Its output was closed because it is being ended; what it said last is kept.
    }
  }

  /** Reads frames to the end of the stream. Returns why it ended, where there is a reason. */
  private String drain(InputStream in) {
    FrameStream frames =
        new FrameStream(in, settings.layout().frameBytes(settings.format().pixelCount()));
    try {
      for (byte[] bytes; (bytes = frames.next()) != null; ) {
        publish(bytes);
      }
      return "";
    } catch (IOException e) {
      return " (" + e.getMessage() + ")";
    }
  }

  private void publish(byte[] bytes) {
    lock.lock();
    try {
      if (fresh) {
        dropped++;
      }
      settings.layout().decode(bytes, newest.pixels());
      newest.captureNanos(clock.nanoTime());
      progressNanos = newest.captureNanos();
      fresh = true;
      fault = null;
    } finally {
      lock.unlock();
    }
  }

  private boolean frameSince(long nanos) {
    lock.lock();
    try {
      return newest.captureNanos() > nanos;
    } finally {
      lock.unlock();
    }
  }

  private void reportEnd(Process ended) {
    String said = lastComplaint.text();
    String complaint = said.isEmpty() ? "" : " (" + said + ")";
    int code = ended.exitValue();
    report(
        "the camera command ended with exit code %d%s; starting it again"
            .formatted(code, complaint));
  }

  private void report(String message) {
    lock.lock();
    try {
      if (!stalled) { // an end that we brought about ourselves has its reason already
        fault = message;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits out the back-off. False where the sensor was closed meanwhile. */
  private boolean pause(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Lets a command whose output ended come to its own end, but not for long. */
  private static void awaitEnd(Process process) {
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        end(process);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(process);
    }
  }

  /**
   * What a command said last may be read after its end was noticed; a child may hold on to its
   * pipe.
   */
  private void awaitLastComplaint() {
    try {
      complaints.join(LAST_COMPLAINT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      if (process != null) {
        end(process);
      }
    } finally {
      lock.unlock();
    }
    reader.interrupt();
  }
}
