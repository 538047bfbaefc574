package smilet.trainer.data;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import smilet.shared.random.Seeds;

/**
 * The faces to learn from and those to judge by. No person is in both, where persons are known:
 * faces of one person are so alike that anything else would be a test of memory.
 *
 * @param training indices into the data
 * @param heldOut indices into the data, of other people
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by identity, and never compared.
public record Split(int[] training, int[] heldOut) {

  /** Holds nothing out. */
  public static Split none(Dataset data) {
    return new Split(data.indices(), new int[0]);
  }

  /**
   * Holds out the people whose number leaves {@code fold} when divided by {@code folds}.
   *
   * @param fold 0 to {@code folds} - 1
   */
  public static Split fold(Dataset data, int fold, int folds) {
    if (folds < 2 || fold < 0 || fold >= folds) {
      throw new IllegalArgumentException("fold must be 0 to folds - 1, was " + fold);
    }
    boolean[] out = new boolean[data.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = data.person(i) % folds == fold;
    }
    return of(out);
  }

  /**
   * Holds out people drawn by the seed. A person's lot depends on the seed and the person's number
   * alone, so new faces of others never move anybody from one side to the other.
   *
   * @param share of the people to hold out, about; 0 to below 1
   */
  public static Split byPerson(Dataset data, double share, long seed) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("held-out share must be 0 to below 1, was " + share);
    }
    boolean[] out = new boolean[data.size()];
    for (int i = 0; i < out.length; i++) {
      long lot = Seeds.mix(seed, Seeds.GOLDEN_RATIO, data.person(i));
      out[i] = new SplittableRandom(lot).nextDouble() < share;
    }
    return of(out);
  }

  /** The same people held out, of only some of the faces. */
  public Split within(int[] part) {
    boolean[] wanted = new boolean[training.length + heldOut.length];
    for (int index : part) {
      wanted[index] = true;
    }
    return new Split(
        IntStream.of(training).filter(i -> wanted[i]).toArray(),
        IntStream.of(heldOut).filter(i -> wanted[i]).toArray());
  }

  /** The faces that a model is evaluated on: the held-out faces, or all if none are held out. */
  public int[] evaluated() {
    return holdsOut() ? heldOut : training;
  }

  /** Whether any face is held out. */
  public boolean holdsOut() {
    return heldOut.length > 0;
  }

  /** Whether each of the two parts has smiles and other faces. */
  public boolean usable(Dataset data) {
    return data.hasBothClasses(training) && data.hasBothClasses(heldOut);
  }

  private static Split of(boolean[] out) {
    return new Split(
        IntStream.range(0, out.length).filter(i -> !out[i]).toArray(),
        IntStream.range(0, out.length).filter(i -> out[i]).toArray());
  }
}
