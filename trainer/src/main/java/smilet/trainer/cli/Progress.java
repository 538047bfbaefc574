package smilet.trainer.cli;

import java.io.Console;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far long work is: a bar in a terminal, a line now and then elsewhere. */
abstract sealed class Progress implements AutoCloseable {

  /** A bar where the user looks on, else lines on {@code err}. */
  static Progress on(PrintWriter err, String task) {
    return inTerminal() ? new Bar(task) : new Lines(err, task);
  }

  /** Whether a person watches the output. */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 does return null, whatever JDK 22 said.
  static boolean inTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  abstract void advance(int done, int total);

  /** What is said beside the bar. */
  abstract void say(String text);

  @Override
  public abstract void close();

  private static final class Bar extends Progress {
    private final ProgressBar bar;

    Bar(String task) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(1)
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
              .setUpdateIntervalMillis(200)
              .continuousUpdate()
              .clearDisplayOnFinish()
              .build();
    }

    @Override
    void advance(int done, int total) {
      bar.maxHint(total);
      bar.stepTo(done);
    }

    @Override
    void say(String text) {
      bar.setExtraMessage(text);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line every tenth of the way, once it has taken long enough to make somebody wonder. */
  private static final class Lines extends Progress {
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private final PrintWriter err;
    private final String task;
    private long lastNanos = System.nanoTime();
    private final long startNanos = lastNanos;
    private String text = "";

    Lines(PrintWriter err, String task) {
      this.err = err;
      this.task = task;
    }

    @Override
    synchronized void advance(int done, int total) {
      long now = System.nanoTime();
      if (now - lastNanos < PATIENCE_NANOS || done == 0) {
        return;
      }
      lastNanos = now;
      double left = (now - startNanos) * 1e-9 * (total - done) / done;
      err.printf("%s: %d %%, %.0f s left%s%n", task, 100L * done / total, left, text);
      err.flush();
    }

    @Override
    synchronized void say(String text) {
      this.text = text.isEmpty() ? "" : ", " + text;
    }

    @Override
    public void close() {}
  }
}
