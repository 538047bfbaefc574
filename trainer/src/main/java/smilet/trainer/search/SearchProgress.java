package smilet.trainer.search;

import smilet.trainer.folds.FoldWatcher;

/** Shows how far a search is. */
public interface SearchProgress {
  /** Shows nothing. */
  SearchProgress NONE = (step, items) -> FoldWatcher.NONE;

  /**
   * A step begins; the step before it is over.
   *
   * @param step which one, in words
   * @param items how many models it trains
   * @return is told how they get on
   */
  FoldWatcher begins(String step, int items);
}
