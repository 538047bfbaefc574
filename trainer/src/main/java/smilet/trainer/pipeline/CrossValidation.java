package smilet.trainer.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import smilet.shared.error.UserError;
import smilet.shared.frame.Grid;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Opinions;
import smilet.trainer.data.Split;
import smilet.trainer.descent.DescentListener;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.evaluate.Predictions;

/**
 * Nested cross-validation by person. Each fold holds out some people for its figures; of the other
 * people, some are held out once more for percentages and thresholds, as in any training.
 */
public final class CrossValidation {
  private static final int LARGEST_SIDE = 48;
  private static final double HELD_OUT = 0.1;

  private final Dataset data;
  private final Optional<Dataset> rendered;
  private final Optional<Opinions> opinions;
  private final List<Split> folds;
  private final HoldOut inner;
  private final TrainingPlan plan;
  private volatile boolean interrupted;
  private volatile Training running;

  /**
   * @param rendered faces that every fold learns from in addition
   * @param opinions what others say about the faces; the figures also tell how well the models do
   *     where everybody agrees
   * @param count how many folds, 2 or more
   * @throws UserError if a fold has no smile or no other face
   */
  public CrossValidation(
      Dataset data,
      Optional<Dataset> rendered,
      Optional<Opinions> opinions,
      int count,
      TrainingRequest request) {
    this.data = data;
    this.rendered = rendered;
    this.opinions = opinions;
    this.folds = IntStream.range(0, count).mapToObj(fold -> Split.fold(data, fold, count)).toList();
    this.inner = request.holdOut();
    this.plan = request.plan(data.size(), data.smileCount());
    for (int fold = 0; fold < count; fold++) {
      Split outer = folds.get(fold);
      if (!outer.usable(data) || !data.hasBothClasses(upright(outer.heldOut()))) {
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

  /**
   * The usual networks on the data alone, as fine as the faces, but no finer than {@value
   * #LARGEST_SIDE} pixels.
   *
   * @param count how many folds, 2 or more
   * @throws UserError if a fold has no smile or no other face
   */
  public static CrossValidation usual(Dataset data, int count) {
    Grid smallest = data.smallestGrid();
    int side = Math.min(LARGEST_SIDE, Math.min(smallest.width(), smallest.height()));
    TrainingRequest request = TrainingRequest.usual(new Grid(side, side), HELD_OUT, 1);
    return new CrossValidation(data, Optional.empty(), Optional.empty(), count, request);
  }

  /**
   * Trains on everybody outside a fold and judges the model on the fold.
   *
   * @param fold 0 to the number of folds - 1
   * @return the figures; empty if the validation was interrupted
   */
  public Optional<FoldFigures> run(int fold, DescentListener listener) {
    TrainingResult result = train(fold, listener);
    return interrupted ? Optional.empty() : Optional.of(judged(result, folds.get(fold)));
  }

  /** Makes {@link #run} end at its next step, and every later run at once. */
  public void interrupt() {
    interrupted = true;
    Training training = running;
    if (training != null) {
      training.interrupt();
    }
  }

  private FoldFigures judged(TrainingResult result, Split outer) {
    int[] all = outer.heldOut();
    int[] upright = upright(all);
    Evaluation evaluation = Evaluation.of(Predictions.of(result.file().model(), data, all));
    return new FoldFigures(
        evaluation.auc(),
        auc(result, upright).orElseThrow(),
        opinions.isEmpty() ? OptionalDouble.empty() : auc(result, opinions.get().agreed(data, all)),
        result.floatAuc(data, all),
        result.floatAuc(data, upright),
        evaluation.accuracy(),
        evaluation.reliability().expectedError(),
        result.file().encode().length,
        result.outcome().history().cpuSeconds());
  }

  private TrainingResult train(int fold, DescentListener listener) {
    Mixture mixture = Mixture.of(data, inner.choose(data, folds.get(fold)).split(), rendered);
    Training training = new Training(mixture.data(), mixture.split(), plan);
    running = training;
    if (interrupted) {
      training.interrupt();
    }
    return training.run(listener);
  }

  /**
   * Trains on everybody outside a fold and lets the model judge the fold.
   *
   * @param fold 0 to the number of folds - 1
   * @param probabilities one per face of the data, 0 to 1; those of the fold's faces are written
   */
  public void judge(int fold, DescentListener listener, double[] probabilities) {
    int[] judged = folds.get(fold).heldOut();
    TrainingResult result = train(fold, listener);
    Predictions predictions = Predictions.of(result.file().model(), data, judged);
    for (int i = 0; i < judged.length; i++) {
      probabilities[judged[i]] = predictions.probability(i);
    }
  }

  /** The AUC on some faces; empty if they are all of one class. */
  private OptionalDouble auc(TrainingResult result, int[] part) {
    return data.hasBothClasses(part)
        ? OptionalDouble.of(Predictions.of(result.file().model(), data, part).roc().area())
        : OptionalDouble.empty();
  }

  private int[] upright(int[] part) {
    return Arrays.stream(part).filter(face -> !data.tilted(face)).toArray();
  }
}
