package smilet.trainer.folds;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import smilet.shared.file.Sha256;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;
import smilet.trainer.descent.DescentListener;
import smilet.trainer.pipeline.HoldOut;
import smilet.trainer.pipeline.Mixture;
import smilet.trainer.pipeline.Training;
import smilet.trainer.pipeline.TrainingPlan;

/**
 * One item of work: a training on the people outside some folds. What it gives depends on this
 * record and on the faces, and on nothing else: not on the machine, the number of threads or the
 * time. It can be sent to another machine.
 *
 * @param plan which model is trained
 * @param heldOut which of the people it learns from are held out once more, for percentages and
 *     thresholds
 * @param folds into how many folds the people are divided, 2 or more
 * @param unseen the folds that it does not learn from, 0 to {@code folds} - 1; the first is the one
 *     that the model is to be judged on
 */
public record FoldTraining(TrainingPlan plan, HoldOut heldOut, int folds, List<Integer> unseen)
    implements Serializable {
  /** Hexadecimal digits of a name; 80 bits, so that no two of a billion items have the same. */
  private static final int NAME_DIGITS = 20;

  public FoldTraining {
    unseen = List.copyOf(unseen);
    if (unseen.isEmpty() || unseen.stream().anyMatch(fold -> fold < 0 || fold >= folds)) {
      throw new IllegalArgumentException(
          "unseen folds must be 0 to folds - 1, at least one, were " + unseen);
    }
  }

  /** The fold that the model is to be judged on. */
  public int judged() {
    return unseen.getFirst();
  }

  /** The faces of one fold. */
  public int[] judgedFaces(Dataset data) {
    return Split.fold(data, judged(), folds).heldOut();
  }

  /**
   * A name that only this item with these faces has, for files. The number of threads is not part
   * of it.
   *
   * @param facesHash what {@link TrainingFaces#contentHash} gives
   */
  public String name(String facesHash) {
    MessageDigest digest = Sha256.begin();
    digest.update(facesHash.getBytes(StandardCharsets.UTF_8));
    digest.update(text().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_DIGITS);
  }

  /** Everything that the result depends on besides the faces, as one line. */
  public String text() {
    return new FoldTraining(plan.withThreads(1), heldOut, folds, unseen).toString();
  }

  /**
   * Trains in this thread, without telling anybody how it gets on.
   *
   * @return the same as every {@link FoldRunner} gives
   */
  public FoldResult run(TrainingFaces faces) {
    return prepare(faces, 1).run(DescentListener.NONE).orElseThrow();
  }

  /** The training, ready to run. */
  FoldRun prepare(TrainingFaces faces, int threads) {
    Dataset data = faces.real();
    int[] seen = data.indices();
    for (int fold : unseen) {
      Split outside = Split.fold(data, fold, folds);
      seen = intersection(seen, outside.training(), data.size());
    }
    Split outer = new Split(seen, new int[0]);
    Mixture mixture = Mixture.of(data, heldOut.choose(data, outer).split(), faces.rendered());
    return new FoldRun(
        this, data, new Training(mixture.data(), mixture.split(), plan.withThreads(threads)));
  }

  private static int[] intersection(int[] some, int[] others, int size) {
    boolean[] wanted = new boolean[size];
    IntStream.of(others).forEach(face -> wanted[face] = true);
    return Arrays.stream(some).filter(face -> wanted[face]).toArray();
  }
}
