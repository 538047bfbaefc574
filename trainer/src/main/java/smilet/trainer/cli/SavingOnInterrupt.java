package smilet.trainer.cli;

import java.util.concurrent.CountDownLatch;

/**
 * While this is open, Ctrl-C (or SIGTERM) ends the work early instead of killing it: the JVM stays
 * alive until this is closed, so that results can be saved.
 */
final class SavingOnInterrupt implements AutoCloseable {
  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook;

  /**
   * @param endWork makes the work end early; called by another thread
   */
  SavingOnInterrupt(Runnable endWork) {
    hook =
        new Thread(
            () -> {
              endWork.run();
              awaitSaved();
            },
            "save-on-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void awaitSaved() {
    try {
      saved.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    saved.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // The hook has run.
    }
  }
}
