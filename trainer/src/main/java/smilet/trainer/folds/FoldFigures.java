package smilet.trainer.folds;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The figures of one fold of a cross-validation, or the mean over several. Accuracies are on people
 * that the model did not learn from.
 *
 * @param auc area under the ROC curve of the integer model
 * @param uprightAuc the same without faces that the data marks as tilted copies
 * @param agreedAuc the same on the faces whose labels nobody doubts; empty if no opinions were
 *     given
 * @param floatAuc area under the ROC curve of the float network
 * @param floatUprightAuc the same without tilted copies
 * @param accuracy share of the faces that the integer model calls right at 50 %
 * @param calibrationError expected calibration error of the integer model
 * @param modelBytes size of the model file
 * @param cpuSeconds what the training cost
 */
public record FoldFigures(
    double auc,
    double uprightAuc,
    OptionalDouble agreedAuc,
    double floatAuc,
    double floatUprightAuc,
    double accuracy,
    double calibrationError,
    double modelBytes,
    double cpuSeconds) {

  /**
   * The mean of each figure.
   *
   * @param folds at least one
   */
  public static FoldFigures mean(List<FoldFigures> folds) {
    return new FoldFigures(
        mean(folds, FoldFigures::auc),
        mean(folds, FoldFigures::uprightAuc),
        folds.stream().flatMapToDouble(fold -> fold.agreedAuc().stream()).average(),
        mean(folds, FoldFigures::floatAuc),
        mean(folds, FoldFigures::floatUprightAuc),
        mean(folds, FoldFigures::accuracy),
        mean(folds, FoldFigures::calibrationError),
        mean(folds, FoldFigures::modelBytes),
        mean(folds, FoldFigures::cpuSeconds));
  }

  private static double mean(List<FoldFigures> folds, ToDoubleFunction<FoldFigures> figure) {
    return folds.stream().mapToDouble(figure).average().orElseThrow();
  }
}
