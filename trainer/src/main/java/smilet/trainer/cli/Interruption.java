package smilet.trainer.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * What Ctrl-C, SIGTERM and SIGHUP do to the command that runs. A command that can end early says so
 * with {@link #endsBy}: it is then asked to end, and the program lives until the command has
 * written and printed everything. Any other command ends at once, with a line that says so, and
 * takes the programs along that it has started.
 */
final class Interruption {
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "interruption");
  private Optional<Runnable> endWork = Optional.empty();
  private String words = "interrupted";

  /** Begins to handle the signals; called once, by the program. */
  void install() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Sets what is said if the command ends at once.
   *
   * @param words "interrupted; nothing was saved"
   */
  synchronized void says(String words) {
    this.words = words;
  }

  /**
   * From now on the command can end early.
   *
   * @param endWork makes it end early; called by another thread
   */
  synchronized void endsBy(Runnable endWork) {
    this.endWork = Optional.of(endWork);
  }

  /** Says that the command has written and printed everything. */
  void finished() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyInterrupted) {
      // The hook has run, or runs.
    }
  }

  private void interrupt() {
    Optional<Runnable> work;
    synchronized (this) {
      work = endWork;
    }
    // Runtime.exit waits for this thread, and the virtual machine ends after it.
    if (work.isPresent()) {
      work.get().run();
      awaitFinished();
    } else {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      System.err.println(Failures.PROGRAM + ": " + words);
    }
  }

  private void awaitFinished() {
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the virtual machine ends
    }
  }
}
