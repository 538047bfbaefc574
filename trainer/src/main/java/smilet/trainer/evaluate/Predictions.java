package smilet.trainer.evaluate;

import java.util.Locale;
import java.util.stream.IntStream;
import smilet.shared.fixed.Q15;
import smilet.shared.fixed.Sigmoid;
import smilet.shared.frame.Frame;
import smilet.shared.frame.PerFormat;
import smilet.shared.model.Classifier;
import smilet.shared.model.Model;
import smilet.trainer.data.Dataset;
import smilet.trainer.score.RocCurve;

/**
 * The answers of a model to faces. They come from the integer classifier in shared and are exactly
 * those of the device.
 *
 * @param logitsQ16 one per face, Q15.16
 * @param smiles the labels
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Predictions(int[] logitsQ16, boolean[] smiles) {
  private static final int CHUNK = 256;

  public Predictions {
    if (logitsQ16.length != smiles.length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d logits for %d labels", logitsQ16.length, smiles.length));
    }
  }

  /** Classifies all faces of a data set. */
  public static Predictions of(Model model, Dataset data) {
    return of(model, data, IntStream.range(0, data.size()).toArray());
  }

  /**
   * Classifies some faces of a data set.
   *
   * @param part indices into the data
   */
  public static Predictions of(Model model, Dataset data, int[] part) {
    int[] logits = new int[part.length];
    boolean[] smiles = new boolean[part.length];
    IntStream.range(0, Math.ceilDiv(part.length, CHUNK))
        .parallel()
        .forEach(
            chunk -> {
              Dataset.Reader reader = data.reader();
              PerFormat<Classifier> classifiers =
                  new PerFormat<>(format -> new Classifier(model, format));
              int end = Math.min(part.length, (chunk + 1) * CHUNK);
              for (int i = chunk * CHUNK; i < end; i++) {
                Frame frame = reader.frame(part[i]);
                logits[i] = classifiers.of(frame.format()).classify(frame);
                smiles[i] = data.smile(part[i]);
              }
            });
    return new Predictions(logits, smiles);
  }

  /**
   * Only some of the answers.
   *
   * @param positions which, 0 to the count - 1
   */
  public Predictions only(int[] positions) {
    boolean[] labels = new boolean[positions.length];
    for (int i = 0; i < positions.length; i++) {
      labels[i] = smiles[positions[i]];
    }
    return new Predictions(
        IntStream.of(positions).map(position -> logitsQ16[position]).toArray(), labels);
  }

  public int count() {
    return smiles.length;
  }

  /**
   * The ROC curve.
   *
   * @throws IllegalArgumentException if all faces have the same label
   */
  public RocCurve roc() {
    return RocCurve.of(logitsQ16, smiles);
  }

  /** The probability of a smile for one face, Q0.15. */
  public int probabilityQ15(int index) {
    return Sigmoid.probabilityQ15(logitsQ16[index]);
  }

  /** The probability of a smile for one face, 0 to 1. */
  public double probability(int index) {
    return (double) probabilityQ15(index) / Q15.ONE;
  }

  /** The probabilities of a smile, one per face, Q0.15. */
  public int[] probabilitiesQ15() {
    return IntStream.range(0, count()).map(this::probabilityQ15).toArray();
  }
}
