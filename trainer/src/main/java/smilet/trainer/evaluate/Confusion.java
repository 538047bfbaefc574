package smilet.trainer.evaluate;

import smilet.shared.model.Thresholds;

/**
 * What was decided about smiles and about the rest. With two thresholds some frames stay undecided.
 *
 * @param smileAsSmile smiles that were called smiles
 * @param smileUnsure smiles left undecided
 * @param smileAsOther smiles that were called something else
 * @param otherAsSmile others that were called smiles
 * @param otherUnsure others left undecided
 * @param otherAsOther others that were called what they are
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
    return at(predictions, new Thresholds(16384, 16383));
  }

  /** Decides as the device does, unsure between the thresholds. */
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

  /** The share of all frames that were called what they are. */
  public double accuracy() {
    return (double) (smileAsSmile + otherAsOther) / frames();
  }

  /** The mean of the accuracy on smiles and that on the rest: 0.5 for knowing nothing. */
  public double balancedAccuracy() {
    return (share(smileAsSmile, smiles()) + share(otherAsOther, others())) / 2;
  }

  /** Of what was called a smile, the share that is one; 0 where nothing was. */
  public double precision() {
    return share(smileAsSmile, smileAsSmile + otherAsSmile);
  }

  /** Of the smiles, the share that was called one. */
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
