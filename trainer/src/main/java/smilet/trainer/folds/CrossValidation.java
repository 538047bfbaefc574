package smilet.trainer.folds;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import smilet.shared.error.UserError;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;
import smilet.shared.model.Model;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Opinions;
import smilet.trainer.data.Split;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.pipeline.HoldOut;
import smilet.trainer.pipeline.TrainingPlan;
import smilet.trainer.pipeline.TrainingRequest;

/**
 * Nested cross-validation by person. Each fold holds out some people for its figures; of the other
 * people, some are held out once more for percentages and thresholds, as in any training.
 */
public final class CrossValidation {
  private static final int LARGEST_SIDE = 48;
  private static final double HELD_OUT = 0.1;

  private final Dataset data;
  private final Optional<Opinions> opinions;
  private final List<Split> folds;
  private final HoldOut inner;
  private final TrainingPlan plan;

  /**
   * @param opinions what others say about the faces; the figures also tell how well the models do
   *     where everybody agrees
   * @param count how many folds, 2 or more
   * @throws UserError if a fold has no smile or no other face
   */
  public CrossValidation(
      Dataset data, Optional<Opinions> opinions, int count, TrainingRequest request) {
    this.data = data;
    this.opinions = opinions;
    this.folds = IntStream.range(0, count).mapToObj(fold -> Split.fold(data, fold, count)).toList();
    this.inner = request.holdOut();
    this.plan = request.plan(data.size(), data.smileCount());
    requireBothClasses(data, folds);
  }

  /**
   * The usual networks on the data, as fine as the faces, but no finer than {@value #LARGEST_SIDE}
   * pixels.
   *
   * @param count how many folds, 2 or more
   * @throws UserError if a fold has no smile or no other face
   */
  public static CrossValidation usual(Dataset data, int count) {
    Grid smallest = data.smallestGrid();
    int side = Math.min(LARGEST_SIDE, Math.min(smallest.width(), smallest.height()));
    TrainingRequest request = TrainingRequest.usual(new Grid(side, side), HELD_OUT, 1);
    return new CrossValidation(data, Optional.empty(), count, request);
  }

  /**
   * Checks that models can be judged on each fold.
   *
   * @throws UserError if a fold has no smile or no other face, inside it or outside it
   */
  public static void requireBothClasses(Dataset data, int count) {
    requireBothClasses(
        data, IntStream.range(0, count).mapToObj(fold -> Split.fold(data, fold, count)).toList());
  }

  private static void requireBothClasses(Dataset data, List<Split> folds) {
    for (int fold = 0; fold < folds.size(); fold++) {
      Split outer = folds.get(fold);
      if (!outer.usable(data) || !data.hasBothClasses(upright(data, outer.heldOut()))) {
        throw new UserError(
            String.format(
                    Locale.ROOT,
                    "fold %d needs smiles and other faces, in the fold and outside it; use fewer"
                        + " --folds",
                    fold)
                + " or faces of more people");
      }
    }
  }

  /** One training per fold, on everybody outside it. */
  public List<FoldTraining> trainings() {
    return IntStream.range(0, folds.size())
        .mapToObj(fold -> new FoldTraining(plan, inner, folds.size(), List.of(fold)))
        .toList();
  }

  /**
   * Judges a model on its fold.
   *
   * @param fold 0 to the number of folds - 1
   * @throws UserError if there is no model, because the training diverged
   */
  public FoldFigures judged(int fold, FoldResult result) {
    FoldResult.Trained trained = trained(result);
    int[] all = folds.get(fold).heldOut();
    ModelFile file = trained.file();
    Evaluation evaluation = Evaluation.of(Predictions.of(file.model(), data, all));
    return new FoldFigures(
        evaluation.auc(),
        auc(file.model(), upright(data, all)).orElseThrow(),
        opinions.isEmpty()
            ? OptionalDouble.empty()
            : auc(file.model(), opinions.get().agreed(data, all)),
        trained.floatAuc(),
        trained.floatUprightAuc(),
        evaluation.accuracy(),
        evaluation.reliability().expectedError(),
        trained.model().length,
        trained.cpuSeconds());
  }

  /**
   * Lets a model judge its fold.
   *
   * @param fold 0 to the number of folds - 1
   * @param probabilities one per face of the data, 0 to 1; those of the fold's faces are written
   * @throws UserError if there is no model, because the training diverged
   */
  public void judge(int fold, FoldResult result, double[] probabilities) {
    int[] judged = folds.get(fold).heldOut();
    Predictions predictions = Predictions.of(trained(result).file().model(), data, judged);
    for (int i = 0; i < judged.length; i++) {
      probabilities[judged[i]] = predictions.probability(i);
    }
  }

  private static FoldResult.Trained trained(FoldResult result) {
    return switch (result) {
      case FoldResult.Trained trained -> trained;
      case FoldResult.Diverged diverged -> throw new UserError(diverged.message());
    };
  }

  /** The AUC on some faces; empty if they are all of one class. */
  private OptionalDouble auc(Model model, int[] part) {
    return data.hasBothClasses(part)
        ? OptionalDouble.of(Predictions.of(model, data, part).roc().area())
        : OptionalDouble.empty();
  }

  private static int[] upright(Dataset data, int[] part) {
    return Arrays.stream(part).filter(face -> !data.tilted(face)).toArray();
  }
}
