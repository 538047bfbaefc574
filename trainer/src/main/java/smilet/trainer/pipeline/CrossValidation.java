package smilet.trainer.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import smilet.shared.error.UserError;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;
import smilet.trainer.descent.DescentListener;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.evaluate.Predictions;

/**
 * Nested cross-validation by person. Each fold holds out some people for its figures; of the other
 * people, some are held out once more for percentages and thresholds, as in any training.
 */
public final class CrossValidation {
  private final Dataset data;
  private final List<Split> folds;
  private final HoldOut inner;
  private final TrainingPlan plan;

  /**
   * @param count how many folds, 2 or more
   * @throws UserError if a fold has no smile or no other face
   */
  public CrossValidation(Dataset data, int count, TrainingRequest request) {
    this.data = data;
    this.folds = IntStream.range(0, count).mapToObj(fold -> Split.fold(data, fold, count)).toList();
    this.inner = request.holdOut();
    this.plan = request.plan(data.size(), data.smileCount());
    for (int fold = 0; fold < count; fold++) {
      Split outer = folds.get(fold);
      if (!outer.usable(data) || !data.hasBothClasses(upright(outer.heldOut()))) {
        throw new UserError(
            "fold %d needs smiles and other faces, in the fold and outside it; use fewer --folds"
                    .formatted(fold)
                + " or faces of more people");
      }
    }
  }

  /**
   * Trains on everybody outside a fold and judges the model on the fold.
   *
   * @param fold 0 to the number of folds - 1
   */
  public FoldFigures run(int fold, DescentListener listener) {
    Split outer = folds.get(fold);
    Split split = inner.choose(data, outer).split();
    TrainingResult result = new Training(data, split, plan).run(listener);
    int[] all = outer.heldOut();
    int[] upright = upright(all);
    Evaluation evaluation = Evaluation.of(Predictions.of(result.file().model(), data, all));
    return new FoldFigures(
        evaluation.auc(),
        Predictions.of(result.file().model(), data, upright).roc().area(),
        result.floatAuc(data, all),
        result.floatAuc(data, upright),
        evaluation.accuracy(),
        evaluation.reliability().expectedError(),
        result.file().encode().length,
        result.outcome().history().cpuSeconds());
  }

  private int[] upright(int[] part) {
    return Arrays.stream(part).filter(face -> !data.tilted(face)).toArray();
  }
}
