package smilet.trainer.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import smilet.shared.error.UserError;
import smilet.shared.fixed.Q15;
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
   * Trains on everybody outside a fold and judges the model on the fold.
   *
   * @param fold 0 to the number of folds - 1
   * @return the figures; empty if the validation was interrupted
   */
  public Optional<FoldFigures> run(int fold, DescentListener listener) {
    Split outer = folds.get(fold);
    TrainingResult result = train(inner.choose(data, outer).split(), listener);
    return interrupted ? Optional.empty() : Optional.of(judged(result, outer));
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
        opinions.isEmpty() ? OptionalDouble.empty() : auc(result, agreed(all)),
        result.floatAuc(data, all),
        result.floatAuc(data, upright),
        evaluation.accuracy(),
        evaluation.reliability().expectedError(),
        result.file().encode().length,
        result.outcome().history().cpuSeconds());
  }

  private TrainingResult train(Split split, DescentListener listener) {
    Mixture mixture =
        rendered
            .map(faces -> Mixture.of(data, split, faces))
            .orElseGet(() -> new Mixture(data, split));
    Training training = new Training(mixture.data(), mixture.split(), plan);
    running = training;
    if (interrupted) {
      training.interrupt();
    }
    return training.run(listener);
  }

  /**
   * The model's answers to each face, from the fold that did not learn from it.
   *
   * @param listener is told about the training of each fold
   * @return one probability of a smile per face, 0 to 1
   */
  public double[] probabilities(IntFunction<DescentListener> listener) {
    double[] probabilities = new double[data.size()];
    for (int fold = 0; fold < folds.size(); fold++) {
      int[] judged = folds.get(fold).heldOut();
      Split split = inner.choose(data, folds.get(fold)).split();
      Predictions predictions =
          Predictions.of(train(split, listener.apply(fold)).file().model(), data, judged);
      for (int i = 0; i < judged.length; i++) {
        probabilities[judged[i]] = (double) predictions.probabilityQ15(i) / Q15.ONE;
      }
    }
    return probabilities;
  }

  /** The AUC on some faces; empty if they are all of one class. */
  private OptionalDouble auc(TrainingResult result, int[] part) {
    return data.hasBothClasses(part)
        ? OptionalDouble.of(Predictions.of(result.file().model(), data, part).roc().area())
        : OptionalDouble.empty();
  }

  private int[] agreed(int[] part) {
    Opinions all = opinions.orElseThrow();
    return Arrays.stream(part)
        .filter(face -> all.agree(data.name(face), data.smile(face)))
        .toArray();
  }

  private int[] upright(int[] part) {
    return Arrays.stream(part).filter(face -> !data.tilted(face)).toArray();
  }
}
