package smilet.trainer.cli;

import java.util.Arrays;
import java.util.Locale;
import smilet.trainer.folds.FoldResult;
import smilet.trainer.folds.FoldWatcher;

/** Shows how much of several fold trainings is done, and passes each result on. */
final class FoldProgress implements FoldWatcher, AutoCloseable {
  /**
   * Steps of the bar per item. It moves after each batch, because there may be only a few items.
   */
  private static final int STEPS = 1000;

  private final Progress progress;
  private final double[] done;
  private final FoldWatcher then;

  FoldProgress(Progress progress, int items, FoldWatcher then) {
    this.progress = progress;
    this.done = new double[items];
    this.then = then;
  }

  @Override
  public void advanced(int item, double share) {
    done[item] = share;
    progress.advance((int) (Arrays.stream(done).sum() * STEPS), done.length * STEPS);
  }

  @Override
  public void finished(int item, FoldResult result) {
    then.finished(item, result);
    advanced(item, 1);
    long finished = Arrays.stream(done).filter(share -> share == 1).count();
    progress.comment(String.format(Locale.ROOT, "%d of %d models", finished, done.length));
  }

  @Override
  public void close() {
    progress.close();
  }
}
