package smilet.trainer.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import smilet.shared.error.UserError;
import smilet.shared.file.ModelFile;
import smilet.shared.model.Model;
import smilet.shared.model.Thresholds;
import smilet.trainer.data.Augmentation;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetSamples;
import smilet.trainer.data.Split;
import smilet.trainer.descent.Descent;
import smilet.trainer.descent.DescentListener;
import smilet.trainer.descent.DescentResult;
import smilet.trainer.descent.Iteration;
import smilet.trainer.descent.Stopwatch;
import smilet.trainer.evaluate.Confusion;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.network.Network;
import smilet.trainer.network.Samples;
import smilet.trainer.network.TaughtSamples;
import smilet.trainer.quantise.PercentageCalibration;

/**
 * One training, from a data set to a model file: the network descends on {@link Split#training}, is
 * rounded to integers, and its percentages and thresholds are fitted to {@link Split#evaluated}.
 */
public final class Training {
  private final Dataset data;
  private final Split split;
  private final TrainingPlan plan;
  private final Samples samples;
  private final Descent descent;

  /**
   * @throws UserError if a frame has fewer columns or rows than the grid
   */
  public Training(Dataset data, Split split, TrainingPlan plan) {
    this(data, split, plan, Optional.empty());
  }

  /**
   * A training with teachers.
   *
   * @param taught the probability of a smile that the network is to learn per face of the data; if
   *     empty, it learns the labels
   * @throws UserError if a frame has fewer columns or rows than the grid
   */
  Training(Dataset data, Split split, TrainingPlan plan, Optional<float[]> taught) {
    data.requireAtLeast(plan.architecture().grid());
    this.data = data;
    this.split = split;
    this.plan = plan;
    Samples labelled = samples(split.training(), plan.augmentation());
    this.samples =
        taught
            .<Samples>map(targets -> new TaughtSamples(labelled, of(targets, split.training())))
            .orElse(labelled);
    Optional<DatasetSamples> heldOut =
        split.heldOut().length == 0
            ? Optional.empty()
            : Optional.of(samples(split.heldOut(), Optional.empty()));
    Network start =
        Network.initialise(plan.architecture(), plan.normalisation(), plan.recipe().seed());
    this.descent =
        new Descent(
            start,
            samples,
            heldOut.map(part -> part),
            plan.recipe(),
            plan.threads(),
            plan.threads() == 1 ? Stopwatch.ofThread() : Stopwatch.ofProcess());
  }

  private static float[] of(float[] targets, int[] part) {
    float[] chosen = new float[part.length];
    for (int i = 0; i < part.length; i++) {
      chosen[i] = targets[part[i]];
    }
    return chosen;
  }

  private DatasetSamples samples(int[] part, Optional<Augmentation> augmentation) {
    return new DatasetSamples(
        data, part, plan.architecture().grid(), plan.normalisation(), augmentation);
  }

  /** Makes {@link #run} end at its next step with the best network so far. */
  public void interrupt() {
    descent.interrupt();
  }

  /**
   * Trains.
   *
   * @throws smilet.trainer.descent.DivergedException if the learning rate is too high
   */
  public TrainingResult run(DescentListener listener) {
    DescentResult outcome = descent.run(listener);
    int[] evaluated = split.evaluated();
    Model rounded = outcome.model(samples);
    Predictions raw = Predictions.of(rounded, data, evaluated);
    Model model = calibration(raw).apply(rounded);
    Predictions predictions = Predictions.of(model, data, evaluated);
    Thresholds thresholds =
        plan.thresholds().choose(predictions.probabilitiesQ15(), predictions.smiles());
    ModelFile file =
        new ModelFile(
            model,
            thresholds,
            record(outcome),
            GoldenFrames.choose(model, data, evaluated, predictions));
    return new TrainingResult(file, outcome, split);
  }

  private PercentageCalibration calibration(Predictions raw) {
    PercentageCalibration fitted = PercentageCalibration.fit(raw.logitsQ16(), raw.smiles());
    if (plan.smileShare().isEmpty()) {
      return fitted;
    }
    return fitted.assuming(plan.smileShare().getAsDouble(), Confusion.atHalf(raw).smileShare());
  }

  /**
   * How the model was made. It holds no time and no machine name, so that the same training writes
   * the same file.
   */
  private Map<String, String> record(DescentResult outcome) {
    Map<String, String> record = new TreeMap<>();
    record.put("seed", String.valueOf(plan.recipe().seed()));
    record.put("frames", String.valueOf(split.training().length));
    record.put("held-out", String.valueOf(split.heldOut().length));
    plan.smileShare().ifPresent(share -> record.put("smile-share", String.valueOf(share)));
    record.put("iterations", String.valueOf(outcome.keptIteration()));
    record.put("stopped", outcome.reason().description());
    List<Iteration> iterations = outcome.history().iterations();
    if (outcome.keptIteration() > 0) {
      Iteration kept = iterations.get(outcome.keptIteration() - 1);
      record.put("loss", String.format(Locale.ROOT, "%.4f", kept.loss()));
      kept.heldOutAuc()
          .ifPresent(auc -> record.put("held-out-auc", String.format(Locale.ROOT, "%.4f", auc)));
    }
    return record;
  }
}
