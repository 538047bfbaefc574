package smilet.device.sensor.pipe;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import smilet.shared.error.FileError;

/**
 * Keeps a camera command running and its frames going into the mailbox. A thread of its own starts
 * the command, waits for its end and, if that is asked for, ends it with all that it started; no
 * other thread waits for a process.
 *
 * <p>A command that ended is started again after 1 s, then 2, 4 and so on to {@value
 * #LONGEST_BACKOFF_NANOS} ns at most, and after 1 s again once a frame has come.
 */
final class CameraProcess implements AutoCloseable {
  static final String NO_FRAMES =
      "the camera command sends no frames; ending it and starting it again";

  private static final long FIRST_BACKOFF_NANOS = 1_000_000_000L;
  private static final long LONGEST_BACKOFF_NANOS = 30_000_000_000L;

  /** How long a command whose output ended may take to end by itself, with its own exit code. */
  private static final long OWN_END_NANOS = 1_000_000_000L;

  private static final long POLL_MILLIS = 10;

  /** The last complaint may be read a moment after the command's end. */
  private static final long LAST_COMPLAINT_MILLIS = 1000;

  /** Twice the grace of a process tree, and some time for the thread. */
  private static final long CLOSE_MILLIS = 2 * ProcessTree.GRACE_MILLIS + 100;

  /** Why one run of the command is over. */
  private enum End {
    ITS_OUTPUT_ENDED,
    NO_FRAMES_CAME,
    CLOSED
  }

  /** One run of the command, until its first end. */
  private record Run(
      ProcessTree tree, LastLine complaint, Thread listener, CompletableFuture<End> end) {}

  private final String command;
  private final NewestFrame newest;
  private final AtomicInteger starts = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread supervisor = new Thread(this::supervise, "camera");
  private volatile Run current;

  /** Starts the command on the supervisor's thread. */
  CameraProcess(String command, NewestFrame newest) {
    this.command = command;
    this.newest = newest;
    supervisor.setDaemon(true);
    supervisor.start();
  }

  /** How often the command was started. */
  int starts() {
    return starts.get();
  }

  /** Has the command ended and started again, because its frames stopped. Does not wait. */
  void restart() {
    finish(End.NO_FRAMES_CAME);
  }

  /**
   * Has the command ended for good, and waits for that, but no longer than {@value #CLOSE_MILLIS}
   * ms. A second call does nothing else.
   */
  @Override
  public void close() {
    closed.countDown();
    finish(End.CLOSED);
    try {
      supervisor.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finish(End end) {
    Run run = current;
    if (run != null) {
      run.end.complete(end);
    }
  }

  private void supervise() {
    try {
      for (long backoffNanos = FIRST_BACKOFF_NANOS; ; backoffNanos *= 2) {
        boolean framesCame = runOnce();
        backoffNanos = framesCame ? FIRST_BACKOFF_NANOS : backoffNanos;
        backoffNanos = Math.min(backoffNanos, LONGEST_BACKOFF_NANOS);
        if (closed.await(backoffNanos, TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // no other thread knows this one
    }
  }

  /** Runs the command to its end and ends what is left of it. Returns whether a frame came. */
  private boolean runOnce() throws InterruptedException {
    if (isClosed() || hangs(current)) {
      return false;
    }
    long receivedBefore = newest.received();
    Run run;
    try {
      run = start();
    } catch (IOException e) {
      newest.fail("the camera command cannot be started: " + FileError.reason(e));
      return false;
    }
    if (isClosed()) {
      run.end.complete(End.CLOSED); // close() came too early to see this run
    }
    End end = run.end.join();
    if (end == End.ITS_OUTPUT_ENDED) {
      awaitOwnEnd(run.tree.root());
    }
    if (!hangs(run) && !isClosed()) {
      newest.fail(end == End.NO_FRAMES_CAME ? NO_FRAMES : exit(run));
    }
    return newest.received() > receivedBefore;
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Ends what is left of a run. Reports if that fails; then the camera is not free for another. */
  private boolean hangs(Run run) throws InterruptedException {
    if (run == null || run.tree.end()) {
      return false;
    }
    newest.fail(
        "the camera command cannot be ended, because it hangs in the kernel; unplug the camera"
            + " or restart the machine");
    return true;
  }

  private Run start() throws IOException {
    ProcessTree tree = ProcessTree.start(command);
    LastLine complaint = new LastLine();
    Thread listener = daemon("camera-complaints", () -> listen(tree.root(), complaint));
    Run run = new Run(tree, complaint, listener, new CompletableFuture<>());
    current = run; // before frames are due: who finds them overdue must find this run
    newest.expectFrames();
    starts.incrementAndGet();
    daemon("camera-frames", () -> readFrames(run));
    return run;
  }

  private static Thread daemon(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name(name).start(task);
  }

  private void readFrames(Run run) {
    try {
      newest.putAll(run.tree.root().getInputStream());
    } catch (IOException e) {
      // The pipe broke, which is an end like any other: the exit code says more.
    }
    run.end.complete(End.ITS_OUTPUT_ENDED);
  }

  /** Keeps the command's last complaint, and its pipe from filling up. */
  private static void listen(Process process, LastLine complaint) {
    try (Reader errors = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
      complaint.listen(errors);
    } catch (IOException e) {
      // What it said last before the pipe broke is kept.
    }
  }

  private void awaitOwnEnd(Process process) throws InterruptedException {
    long startNanos = System.nanoTime();
    while (process.isAlive() && System.nanoTime() - startNanos < OWN_END_NANOS) {
      if (closed.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private static String exit(Run run) throws InterruptedException {
    run.listener.join(LAST_COMPLAINT_MILLIS);
    String said = run.complaint.text();
    return String.format(
        Locale.ROOT,
        "the camera command ended with exit code %d%s; starting it again",
        run.tree.root().exitValue(),
        said.isEmpty() ? "" : " (" + said + ")");
  }
}
