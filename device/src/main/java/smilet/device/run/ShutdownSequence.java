package smilet.device.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import smilet.device.indicator.Indicator;

/**
 * What happens on SIGTERM and Ctrl-C, in this order: the shutdown thread turns the outputs off at
 * once, whatever the loop is doing; the loop is asked to end, and has {@value #LOOP_END_MILLIS} ms
 * to close everything; if it does not, because its sensor hangs, the run is ended without it.
 */
final class ShutdownSequence {
  private static final long LOOP_END_MILLIS = 500;
  private static final long END_WITHOUT_LOOP_MILLIS = 300;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::shutDown, "shutdown");
  private boolean shuttingDown;
  private Indicator outputs;
  private Runnable stopLoop = () -> {};
  private Runnable endWithoutLoop = () -> {};

  /** Begins to handle SIGTERM and Ctrl-C. */
  void install() {
    // Runtime.exit uses this logger before it runs the hooks. Loading it here makes exiting fast.
    System.getLogger(Runtime.class.getName()).isLoggable(System.Logger.Level.DEBUG);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Sets the outputs that are turned off first. */
  synchronized void outputs(Indicator outputs) {
    this.outputs = outputs;
    if (shuttingDown) {
      outputs.off();
    }
  }

  /**
   * Sets the loop that is to be stopped.
   *
   * @param endWithoutLoop what the loop's own thread does at the end, used if that thread hangs
   */
  synchronized void loop(Runnable stopLoop, Runnable endWithoutLoop) {
    this.stopLoop = stopLoop;
    this.endWithoutLoop = endWithoutLoop;
    if (shuttingDown) {
      stopLoop.run();
    }
  }

  /** Says that the run has turned off and closed everything. */
  void finished() {
    finished.countDown();
  }

  /** What the shutdown hook does. */
  void shutDown() {
    Runnable end;
    synchronized (this) {
      shuttingDown = true;
      if (outputs != null) {
        outputs.off();
      }
      stopLoop.run();
      end = endWithoutLoop;
    }
    try {
      if (!finished.await(LOOP_END_MILLIS, TimeUnit.MILLISECONDS)) {
        Thread ending = new Thread(end, "end without loop");
        ending.setDaemon(true); // it may hang too
        ending.start();
        ending.join(END_WITHOUT_LOOP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the virtual machine ends
    }
  }
}
