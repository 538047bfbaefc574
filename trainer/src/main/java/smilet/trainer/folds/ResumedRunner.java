package smilet.trainer.folds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets another runner run what is not kept yet, and keeps each result as soon as it is there. */
public final class ResumedRunner implements FoldRunner {
  private final FoldRunner runner;
  private final KeptResults kept;

  /**
   * @param runner runs what is missing; closed with this one
   */
  public ResumedRunner(FoldRunner runner, KeptResults kept) {
    this.runner = runner;
    this.kept = kept;
  }

  @Override
  public List<Optional<FoldResult>> run(List<FoldTraining> items, FoldWatcher watcher) {
    List<Optional<FoldResult>> results = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    try {
      for (int i = 0; i < items.size(); i++) {
        Optional<FoldResult> found = kept.read(items.get(i));
        results.add(found);
        if (found.isPresent()) {
          watcher.finished(i, found.get());
        } else {
          missing.add(i);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    List<FoldTraining> toRun = missing.stream().map(items::get).toList();
    List<Optional<FoldResult>> run =
        toRun.isEmpty() ? List.of() : runner.run(toRun, new Keeping(items, missing, watcher));
    for (int i = 0; i < run.size(); i++) {
      results.set(missing.get(i), run.get(i));
    }
    return results;
  }

  /** Keeps results before anybody else is told of them. */
  private final class Keeping implements FoldWatcher {
    private final List<FoldTraining> items;
    private final List<Integer> missing;
    private final FoldWatcher watcher;

    Keeping(List<FoldTraining> items, List<Integer> missing, FoldWatcher watcher) {
      this.items = items;
      this.missing = missing;
      this.watcher = watcher;
    }

    @Override
    public void finished(int item, FoldResult result) {
      try {
        kept.keep(items.get(missing.get(item)), result);
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
      watcher.finished(missing.get(item), result);
    }

    @Override
    public void advanced(int item, double share) {
      watcher.advanced(missing.get(item), share);
    }
  }

  @Override
  public void interrupt() {
    runner.interrupt();
  }

  @Override
  public void close() {
    runner.close();
  }
}
