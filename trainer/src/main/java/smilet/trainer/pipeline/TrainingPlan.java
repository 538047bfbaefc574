package smilet.trainer.pipeline;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.trainer.data.Augmentation;
import smilet.trainer.descent.Recipe;
import smilet.trainer.network.Architecture;
import smilet.trainer.network.ConvolutionSpec;
import smilet.trainer.quantise.ThresholdChoice;

/**
 * Everything that decides which model a training makes from a data set.
 *
 * @param architecture the grid and the layers
 * @param normalisation what the device does to a frame first
 * @param augmentation how training varies the faces; empty if it does not
 * @param recipe how the network descends
 * @param smileShare the share of smiles that percentages assume, above 0 and below 1; that of the
 *     faces that they are fitted to if empty
 * @param thresholds how percentages become decisions
 * @param threads 1 or more; changes only the time that training takes
 */
public record TrainingPlan(
    Architecture architecture,
    Normalisation normalisation,
    Optional<Augmentation> augmentation,
    Recipe recipe,
    OptionalDouble smileShare,
    ThresholdChoice thresholds,
    int threads)
    implements Serializable {
  /** What a model file has beside weights: scales, golden frames and the training record. */
  private static final int BYTES_BESIDE_WEIGHTS = 1 << 15;

  public TrainingPlan {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, was " + threads);
    }
    if (smileShare.isPresent() && !(smileShare.getAsDouble() > 0 && smileShare.getAsDouble() < 1)) {
      throw new IllegalArgumentException(
          "share of smiles must be above 0 and below 1, was " + smileShare.getAsDouble());
    }
    requireFile(architecture, recipe.rounding().weightBits());
  }

  /** The same plan with another number of threads. */
  public TrainingPlan withThreads(int count) {
    return new TrainingPlan(
        architecture, normalisation, augmentation, recipe, smileShare, thresholds, count);
  }

  /** What is serialised instead: a grid and optional values cannot be. */
  private record Serialised(
      int width,
      int height,
      List<ConvolutionSpec> convolutions,
      boolean bias,
      boolean mirrored,
      Normalisation normalisation,
      List<Augmentation> augmentation,
      Recipe recipe,
      List<Double> smileShare,
      ThresholdChoice thresholds,
      int threads)
      implements Serializable {
    private Object readResolve() {
      return new TrainingPlan(
          new Architecture(new Grid(width, height), convolutions, bias, mirrored),
          normalisation,
          augmentation.stream().findFirst(),
          recipe,
          smileShare.stream().mapToDouble(share -> share).findFirst(),
          thresholds,
          threads);
    }
  }

  private Object writeReplace() {
    return new Serialised(
        architecture.grid().width(),
        architecture.grid().height(),
        architecture.convolutions(),
        architecture.bias(),
        architecture.mirrored(),
        normalisation,
        augmentation.stream().toList(),
        recipe,
        smileShare.stream().boxed().toList(),
        thresholds,
        threads);
  }

  /** Refuses a network that no model file can hold, before it is trained. */
  private static void requireFile(Architecture architecture, int weightBits) {
    architecture.size().requireWithinLimits();
    long bytes = (long) architecture.parameterCount() * weightBits / 8 + BYTES_BESIDE_WEIGHTS;
    if (bytes > ModelFile.MAX_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a model file has at most %d bytes, this network takes about %d",
              ModelFile.MAX_BYTES,
              bytes));
    }
  }

  /** The plan that gave the best models in experiments, with all processors. */
  public static TrainingPlan usual(Architecture architecture, long seed) {
    boolean linear = architecture.convolutions().isEmpty();
    return new TrainingPlan(
        architecture,
        Normalisation.CONTRAST,
        linear ? Optional.empty() : Optional.of(Augmentation.usual(seed)),
        Recipe.forArchitecture(architecture, seed),
        OptionalDouble.empty(),
        new ThresholdChoice.RoughlyRight(),
        Runtime.getRuntime().availableProcessors());
  }
}
