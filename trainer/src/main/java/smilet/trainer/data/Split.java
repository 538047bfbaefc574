package smilet.trainer.data;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import smilet.shared.random.Seeds;

/**
 * The faces to learn from and the faces that are held out. If persons are known, no person is in
 * both parts: faces of one person are so similar that a network could remember the person instead
 * of recognising the smile.
 *
 * @param training indices into the data
 * @param heldOut indices into the data, of other people
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Split(int[] training, int[] heldOut) {

  /** Holds nothing out. */
  public static Split none(Dataset data) {
    return new Split(data.indices(), new int[0]);
  }

  /**
   * Holds out the people of one of several folds, see {@link Folds}.
   *
   * @param fold 0 to {@code folds} - 1
   */
  public static Split fold(Dataset data, int fold, int folds) {
    if (folds < 2 || fold < 0 || fold >= folds) {
      throw new IllegalArgumentException("fold must be 0 to folds - 1, was " + fold);
    }
    boolean[] out = new boolean[data.size()];
    int[] foldOf = Folds.of(data, folds);
    for (int i = 0; i < out.length; i++) {
      out[i] = foldOf[i] == fold;
    }
    return of(out);
  }

  /**
   * Holds out people drawn by the seed. Whether a person is held out depends only on the seed and
   * on the person's number, so adding faces of other people never moves a person from one part to
   * the other.
   *
   * @param share about what share of the people to hold out, 0 to below 1
   */
  public static Split byPerson(Dataset data, double share, long seed) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("held-out share must be 0 to below 1, was " + share);
    }
    boolean[] out = new boolean[data.size()];
    for (int i = 0; i < out.length; i++) {
      long lot = Seeds.mix(seed, Seeds.HELD_OUT, data.person(i));
      out[i] = new SplittableRandom(lot).nextDouble() < share;
    }
    return of(out);
  }

  /** The same split, with only some of the faces. */
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
