package smilet.trainer.cli;

import java.io.PrintWriter;
import java.util.Optional;
import smilet.trainer.folds.FoldWatcher;
import smilet.trainer.search.SearchProgress;

/** Shows the steps of a search, one bar after the other. */
final class StepProgress implements SearchProgress, AutoCloseable {
  private final PrintWriter err;
  private Optional<FoldProgress> present = Optional.empty();

  StepProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public FoldWatcher begins(String step, int items) {
    close();
    FoldProgress begun = new FoldProgress(Progress.on(err, step), items, FoldWatcher.NONE);
    present = Optional.of(begun);
    return begun;
  }

  @Override
  public void close() {
    present.ifPresent(FoldProgress::close);
  }
}
