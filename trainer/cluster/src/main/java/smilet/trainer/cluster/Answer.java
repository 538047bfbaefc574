package smilet.trainer.cluster;

import java.io.Serializable;
import smilet.trainer.folds.FoldResult;

/** What a worker answers to an item. */
sealed interface Answer extends Serializable {
  /** The item was done. */
  record Done(FoldResult result) implements Answer {}

  /**
   * The worker cannot do any item, and trying again would not help.
   *
   * @param message for the user
   */
  record Refused(String message) implements Answer {}
}
