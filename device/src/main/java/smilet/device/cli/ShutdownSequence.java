package smilet.device.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import smilet.device.indicator.Indicator;

/**
 * What happens on SIGTERM and Ctrl-C, in this order: the outputs go off, at once and from here,
 * whatever the loop is doing; the loop is asked to end, and has {@value #PATIENCE_MILLIS} ms to
 * close everything in its own order; where it does not, because its sensor hangs, the rest is done
 * without it.
 */
final class ShutdownSequence {
  private static final long PATIENCE_MILLIS = 500;
  private static final long LAST_WORDS_MILLIS = 300;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::leave, "shutdown");
  private boolean leaving;
  private Indicator outputs;
  private Runnable stopLoop = () -> {};
  private Runnable lastWords = () -> {};

  void install() {
    // Runtime.exit asks this logger before it runs any hook. Looked for now, it is found then.
    System.getLogger(Runtime.class.getName()).isLoggable(System.Logger.Level.DEBUG);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** From now on these go off first. */
  synchronized void outputs(Indicator outputs) {
    this.outputs = outputs;
    if (leaving) {
      outputs.off();
    }
  }

  /**
   * From now on there is a loop to stop.
   *
   * @param lastWords what the loop's own thread does at the end, for when it hangs and cannot
   */
  synchronized void loop(Runnable stopLoop, Runnable lastWords) {
    this.stopLoop = stopLoop;
    this.lastWords = lastWords;
    if (leaving) {
      stopLoop.run();
    }
  }

  /** Everything is off, closed and said. */
  void finished() {
    finished.countDown();
  }

  /** What the hook does. */
  void leave() {
    Runnable words;
    synchronized (this) {
      leaving = true;
      if (outputs != null) {
        outputs.off();
      }
      stopLoop.run();
      words = lastWords;
    }
    try {
      if (!finished.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        Thread last = new Thread(words, "last words");
        last.setDaemon(true); // it may hang just as well
        last.start();
        last.join(LAST_WORDS_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the machine is in a hurry
    }
  }
}
