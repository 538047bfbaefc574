package smilet.trainer.folds;

import java.util.List;
import java.util.Optional;

/**
 * Runs fold trainings. Each implementation gives the same results, because an item depends on
 * nothing but itself and the faces.
 */
public interface FoldRunner extends AutoCloseable {
  /**
   * Runs items.
   *
   * @param watcher is told of each result at once
   * @return the results in the order of the items; empty for those that were not done when {@link
   *     #interrupt} was called
   * @throws smilet.shared.error.UserError if the items cannot be run to the end; the watcher knows
   *     the results up to then
   */
  List<Optional<FoldResult>> run(List<FoldTraining> items, FoldWatcher watcher);

  /** Makes {@link #run} end soon, and every later run at once; called by any thread. */
  void interrupt();

  /** Gives back what the runner holds. */
  @Override
  void close();
}
