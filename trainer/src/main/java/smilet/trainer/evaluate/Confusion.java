package smilet.trainer.evaluate;

import smilet.shared.fixed.Q15;
import smilet.shared.model.Thresholds;

/**
 * How many smiles and other faces were decided in which way. With two thresholds some frames stay
 * undecided.
 *
 * @param smileAsSmile smiles that were called smiles
 * @param smileUnsure smiles left undecided
 * @param smileAsOther smiles that were called others
 * @param otherAsSmile others that were called smiles
 * @param otherUnsure others left undecided
 * @param otherAsOther others that were called others
 */
public record Confusion(
    int smileAsSmile,
    int smileUnsure,
    int smileAsOther,
    int otherAsSmile,
    int otherUnsure,
    int otherAsOther) {

  /** Decides every frame: a smile from 50 % upwards. */
  public static Confusion atHalf(Predictions predictions) {
    return at(predictions, new Thresholds(Q15.HALF, Q15.HALF - 1));
  }

  /** Decides as the device does: unsure between the thresholds. */
  public static Confusion at(Predictions predictions, Thresholds thresholds) {
    int[] counts = new int[6];
    for (int i = 0; i < predictions.count(); i++) {
      int column =
          switch (thresholds.verdict(predictions.probabilityQ15(i))) {
            case SMILE -> 0;
            case UNSURE -> 1;
            case NOT_SMILE -> 2;
          };
      counts[(predictions.smiles()[i] ? 0 : 3) + column]++;
    }
    return new Confusion(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
  }

  public int frames() {
    return smiles() + others();
  }

  public int smiles() {
    return smileAsSmile + smileUnsure + smileAsOther;
  }

  public int others() {
    return otherAsSmile + otherUnsure + otherAsOther;
  }

  /** The share of smiles among all frames. */
  public double smileShare() {
    return share(smiles(), frames());
  }

  /** The share of all frames that were decided correctly. */
  public double accuracy() {
    return (double) (smileAsSmile + otherAsOther) / frames();
  }

  /** The mean of the accuracies on smiles and on others: 0.5 for a constant answer. */
  public double balancedAccuracy() {
    return (share(smileAsSmile, smiles()) + share(otherAsOther, others())) / 2;
  }

  /** The share of smiles among the frames that were called smiles; 0 if there are none. */
  public double precision() {
    return share(smileAsSmile, smileAsSmile + otherAsSmile);
  }

  /** The share of the smiles that were called smiles. */
  public double recall() {
    return share(smileAsSmile, smiles());
  }

  /** The harmonic mean of precision and recall. */
  public double f1() {
    return share(2 * smileAsSmile, smileAsSmile + otherAsSmile + smiles());
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
