package smilet.trainer.search;

import smilet.shared.frame.Grid;

/**
 * What to look for. The same request and faces give the same models.
 *
 * @param grid the finest grid of a candidate
 * @param bytes the largest model file
 * @param budget how much work: as much as so many trainings of the usual network on all folds but
 *     one
 * @param folds into how many folds the people are divided, 3 or more; the last one is kept back
 * @param seed decides the candidates and everything that is left to chance in their training
 */
public record SearchRequest(Grid grid, int bytes, int budget, int folds, long seed) {
  /** The least budget that leaves something to choose from. */
  public static final int LEAST_BUDGET = 10;

  public SearchRequest {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes must be 1 or more, were " + bytes);
    }
    if (budget < LEAST_BUDGET) {
      throw new IllegalArgumentException(
          "budget must be " + LEAST_BUDGET + " or more, was " + budget);
    }
    if (folds < 3) {
      throw new IllegalArgumentException("folds must be 3 or more, were " + folds);
    }
  }

  /** The fold that the search never sees. */
  public int keptBack() {
    return folds - 1;
  }
}
