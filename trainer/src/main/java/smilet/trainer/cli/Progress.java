package smilet.trainer.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how much of a long task is done: a bar in a terminal, otherwise a line every 2 s. */
abstract sealed class Progress implements AutoCloseable {

  /** A bar if a user watches, otherwise lines on {@code err}. */
  static Progress on(PrintWriter err, String task) {
    return inTerminal() ? new Bar(task) : new Lines(err, task);
  }

  /** Whether the output goes to a terminal. */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 does return null, whatever JDK 22 said.
  static boolean inTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Shows that {@code done} of {@code total} steps are done. */
  abstract void advance(int done, int total);

  /** Sets the text beside the bar. */
  abstract void comment(String text);

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
    void comment(String text) {
      bar.setExtraMessage(text);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line at most every 2 s; short tasks print none. */
  private static final class Lines extends Progress {
    private static final long INTERVAL_NANOS = 2_000_000_000L;

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
      if (now - lastNanos < INTERVAL_NANOS || done == 0) {
        return;
      }
      lastNanos = now;
      double left = (now - startNanos) * 1e-9 * (total - done) / done;
      err.printf(Locale.ROOT, "%s: %d %%, %.0f s left%s%n", task, 100L * done / total, left, text);
      err.flush();
    }

    @Override
    synchronized void comment(String text) {
      this.text = text.isEmpty() ? "" : ", " + text;
    }

    @Override
    public void close() {}
  }
}
