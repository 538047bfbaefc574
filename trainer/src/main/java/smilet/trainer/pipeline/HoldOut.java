package smilet.trainer.pipeline;

import java.io.Serializable;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;

/**
 * Which faces a training holds out. The network does not learn from them; percentages and
 * thresholds are fitted to them.
 *
 * @param share about what share of the people to hold out, 0 to below 1
 * @param seed decides which people
 */
public record HoldOut(double share, long seed) implements Serializable {
  public HoldOut {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("held-out share must be 0 to below 1, was " + share);
    }
  }

  /** What the user should know about a split. */
  public enum Caution {
    /** Nothing. */
    NONE,
    /** Nothing is held out, because one of the two parts would have only one class. */
    TOO_FEW_FACES,
    /**
     * The data does not say which faces are of the same person, so faces of one person may be in
     * both parts.
     */
    PERSONS_UNKNOWN
  }

  /**
   * A split and what the user should know about it.
   *
   * @param split the faces to learn from and the faces to hold out
   * @param caution what to tell the user
   */
  public record Choice(Split split, Caution caution) {}

  /** Splits a whole data set. */
  public Choice choose(Dataset data) {
    return choose(data, Split.none(data));
  }

  /** Splits the training part of {@code outer}; its held-out part is in neither part. */
  public Choice choose(Dataset data, Split outer) {
    Split split = Split.byPerson(data, share, seed).within(outer.training());
    if (share == 0) {
      return new Choice(split, Caution.NONE);
    }
    if (!split.usable(data)) {
      return new Choice(new Split(outer.training(), new int[0]), Caution.TOO_FEW_FACES);
    }
    return new Choice(split, data.personsKnown() ? Caution.NONE : Caution.PERSONS_UNKNOWN);
  }
}
