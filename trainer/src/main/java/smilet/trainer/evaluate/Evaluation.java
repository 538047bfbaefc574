package smilet.trainer.evaluate;

import smilet.shared.fixed.Q15;

/**
 * The figures of a model on faces.
 *
 * @param frames how many faces
 * @param accuracy share that was decided correctly, with a smile from 50 % upwards
 * @param auc area under the ROC curve
 * @param balancedAccuracy mean of the accuracies on smiles and on others
 * @param f1 harmonic mean of precision and recall of smiles, at 50 %
 * @param averageError mean distance of the percentage from the label, in points (0 to 100)
 * @param roughlyRight share within 10 points of the label
 * @param confusion the counts at 50 %
 * @param reliability whether the percentages match the shares of smiles
 */
public record Evaluation(
    int frames,
    double accuracy,
    double auc,
    double balancedAccuracy,
    double f1,
    double averageError,
    double roughlyRight,
    Confusion confusion,
    Reliability reliability) {

  /**
   * Counts predictions.
   *
   * @throws IllegalArgumentException if all faces have the same label
   */
  public static Evaluation of(Predictions predictions) {
    Confusion confusion = Confusion.atHalf(predictions);
    long errorQ15 = 0;
    int roughlyRight = 0;
    for (int i = 0; i < predictions.count(); i++) {
      int away = Math.abs((predictions.smiles()[i] ? Q15.ONE : 0) - predictions.probabilityQ15(i));
      errorQ15 += away;
      roughlyRight += 10 * away <= Q15.ONE ? 1 : 0;
    }
    return new Evaluation(
        predictions.count(),
        confusion.accuracy(),
        predictions.roc().area(),
        confusion.balancedAccuracy(),
        confusion.f1(),
        100.0 * errorQ15 / predictions.count() / Q15.ONE,
        (double) roughlyRight / predictions.count(),
        confusion,
        Reliability.of(predictions));
  }
}
