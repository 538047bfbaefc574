package smilet.trainer.folds;

/** Is told how fold trainings get on. Calls come from several threads, one at a time. */
public interface FoldWatcher {
  /** Does nothing. */
  FoldWatcher NONE = (item, result) -> {};

  /**
   * An item is done.
   *
   * @param item its index
   */
  void finished(int item, FoldResult result);

  /**
   * Part of an item is done; a runner on other machines may not say so.
   *
   * @param item its index
   * @param share 0 to 1
   */
  default void advanced(int item, double share) {}
}
