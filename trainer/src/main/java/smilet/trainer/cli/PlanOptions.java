package smilet.trainer.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.trainer.data.Augmentation;
import smilet.trainer.data.Dataset;
import smilet.trainer.descent.Optimiser;
import smilet.trainer.descent.Recipe;
import smilet.trainer.descent.Schedule;
import smilet.trainer.descent.StoppingRule;
import smilet.trainer.network.Architecture;
import smilet.trainer.pipeline.Plan;
import smilet.trainer.quantise.ThresholdChoice;

/** How a model is trained, for every command that trains one. What is not said is chosen well. */
final class PlanOptions {
  private static final double DESCENT_LEARNING_RATE = 0.5;

  enum OptimiserName {
    ADAMW,
    DESCENT
  }

  @Option(
      names = "--grid",
      paramLabel = "WxH",
      defaultValue = "12x12",
      description = "The model's pixel grid (${DEFAULT-VALUE}).")
  Grid grid;

  @Option(
      names = "--network",
      paramLabel = "NET",
      description =
          "linear; 4k, 16k or 64k, the best known network whose file has no more KiB; or the"
              + " channels of convolutions with stride 2, or another as in 8-8s1-12 (linear up to"
              + " 16x16, 4k beyond).")
  Optional<String> network;

  @Option(
      names = "--mirrored",
      negatable = true,
      description =
          "Answer the mean over a frame and its mirror image: better, no larger, twice the time"
              + " (networks do, linear does not).")
  Optional<Boolean> mirrored;

  @Option(
      names = "--normalisation",
      defaultValue = "contrast",
      description = "contrast, or none for pixels that are on or off (${DEFAULT-VALUE}).")
  Normalisation normalisation;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides everything left to chance (${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "Share of the people to watch and not to learn from; percentages are calibrated on them"
              + " (${DEFAULT-VALUE}).")
  double heldOut;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Passes over all faces, at most (chosen for network and faces).")
  Optional<Integer> iterations;

  @Option(
      names = "--until-roughly-right",
      description = "Stop when every face is within 10 points of right.")
  boolean untilRoughlyRight;

  @Option(
      names = "--until-error",
      paramLabel = "POINTS",
      description = "Stop when the average error is that small.")
  Optional<Double> untilError;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Stop after N iterations without gain on held-out people; keep the best.")
  Optional<Integer> patience;

  @Option(
      names = "--time",
      paramLabel = "SECONDS",
      description = "Stop when so much time is used up.")
  Optional<Double> timeSeconds;

  @Option(names = "--optimiser", description = "adamw or descent, the lecture's (adamw).")
  OptimiserName optimiser = OptimiserName.ADAMW;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "Length of the steps (chosen for the network).")
  Optional<Double> learningRate;

  @Option(
      names = "--momentum",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Of --optimiser descent (${DEFAULT-VALUE}).")
  double momentum;

  @Option(names = "--weight-decay", paramLabel = "W", description = "Of --optimiser adamw.")
  Optional<Double> weightDecay;

  @Option(names = "--batch", paramLabel = "N", description = "Faces a step, or \"all\".")
  Optional<String> batch;

  @Option(
      names = "--smile-weight",
      paramLabel = "W",
      description = "How much a smile counts against another face, or \"balanced\" (1).")
  Optional<String> smileWeight;

  @Option(
      names = "--weight-bits",
      paramLabel = "BITS",
      description = "Bits a weight in the model, 2 to 8 (chosen for the network).")
  Optional<Integer> weightBits;

  @Option(
      names = "--rounding",
      negatable = true,
      description =
          "Let the last part of training see the device's rounding (networks do, linear does not)."
              + " Without it the finished network is rounded, to 8 bits unless --weight-bits says"
              + " otherwise.")
  Optional<Boolean> rounding;

  @Option(
      names = "--augment",
      negatable = true,
      description = "Vary the faces in training: turn, move, scale, mirror, light, noise.")
  Optional<Boolean> augment;

  @Option(
      names = "--decide",
      paramLabel = "HOW",
      defaultValue = "roughly-right",
      description =
          "Thresholds of the model: roughly-right (90 %% and 10 %%), best-f1, or precision=0.95"
              + " on held-out people (${DEFAULT-VALUE}).")
  ThresholdChoice decide;

  @Option(names = "--threads", paramLabel = "N", description = "Threads to train with (all).")
  Optional<Integer> threads;

  /** The plan; needs the data only to balance classes. */
  Plan plan(Dataset data) {
    Architecture architecture = architecture();
    Plan usual = Plan.usual(architecture, seed);
    boolean augmented = augment.orElse(usual.augmentation().isPresent());
    return new Plan(
        architecture,
        normalisation,
        augmented ? Optional.of(Augmentation.usual(seed)) : Optional.empty(),
        recipe(usual.recipe(), data),
        decide,
        threads.orElse(usual.threads()));
  }

  /** Checks all that can be checked before data is loaded. */
  void check() {
    if (!(heldOut >= 0 && heldOut < 1)) {
      throw new UserError("--held-out must be 0 to below 1, was " + heldOut);
    }
    Plan usual = Plan.usual(architecture(), seed);
    optimiser(usual.recipe());
    stops();
    if (threads.isPresent() && threads.get() < 1) {
      throw new UserError("--threads must be 1 or more, was " + threads.get());
    }
  }

  private Architecture architecture() {
    Architecture layers = Architecture.parse(network.orElseGet(this::usualNetwork), grid);
    return layers.withMirrored(mirrored.orElse(!layers.convolutions().isEmpty()));
  }

  private String usualNetwork() {
    int side = Math.max(grid.width(), grid.height());
    return side <= 16 ? "linear" : "4k";
  }

  private Recipe recipe(Recipe usual, Dataset data) {
    Recipe recipe = usual.withOptimiser(optimiser(usual)).withStops(stops());
    if (optimiser == OptimiserName.DESCENT) {
      recipe = recipe.withSchedule(Schedule.CONSTANT);
    }
    recipe =
        iterations.isPresent()
            ? recipe.withIterations(iterations.get())
            : recipe.forSamples(data.size());
    if (batch.isPresent()) {
      recipe =
          recipe.withBatchSize(
              batch.get().equals("all")
                  ? Recipe.FULL_BATCH
                  : (int) number("--batch", batch.get(), "all"));
    }
    recipe = recipe.withRounding(rounding(usual.rounding()));
    if (smileWeight.isPresent()) {
      recipe =
          recipe.withSmileWeight(
              smileWeight.get().equals("balanced")
                  ? (double) (data.size() - data.smileCount()) / data.smileCount()
                  : number("--smile-weight", smileWeight.get(), "balanced"));
    }
    return recipe;
  }

  private Recipe.Rounding rounding(Recipe.Rounding usual) {
    if (rounding.orElse(usual.share() > 0)) {
      return new Recipe.Rounding(
          weightBits.orElse(usual.weightBits()), Recipe.Rounding.USUAL_SHARE);
    }
    return new Recipe.Rounding(weightBits.orElse(8), 0);
  }

  private static double number(String option, String text, String word) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UserError(
          "%s must be a number or \"%s\", was \"%s\"".formatted(option, word, text));
    }
  }

  private Optimiser optimiser(Recipe usual) {
    return switch (optimiser) {
      case DESCENT ->
          new Optimiser.GradientDescent(
              learningRate.orElse(DESCENT_LEARNING_RATE), momentum, false);
      case ADAMW ->
          switch (usual.optimiser()) {
            case Optimiser.AdamW adam ->
                new Optimiser.AdamW(
                    learningRate.orElse(adam.learningRate()),
                    weightDecay.orElse(adam.weightDecay()),
                    adam.meanDecay(),
                    adam.squareDecay());
            case Optimiser.GradientDescent descent ->
                new Optimiser.AdamW(
                    learningRate.orElse(descent.learningRate()), weightDecay.orElse(0.0));
          };
    };
  }

  private List<StoppingRule> stops() {
    List<StoppingRule> stops = new ArrayList<>();
    if (untilRoughlyRight) {
      stops.add(new StoppingRule.EverythingRoughlyRight());
    }
    untilError.ifPresent(points -> stops.add(new StoppingRule.AverageError(points)));
    patience.ifPresent(count -> stops.add(new StoppingRule.NoGain(count)));
    timeSeconds.ifPresent(
        seconds ->
            stops.add(new StoppingRule.TimeBudget(Duration.ofMillis((long) (seconds * 1000)))));
    return stops;
  }

  /** Reads --decide. */
  static ThresholdChoice thresholdChoice(String text) {
    if (text.equals("roughly-right")) {
      return new ThresholdChoice.RoughlyRight();
    }
    if (text.equals("best-f1")) {
      return new ThresholdChoice.BestF1();
    }
    if (text.startsWith("precision=")) {
      return new ThresholdChoice.TargetPrecision(
          number("--decide precision", text.substring("precision=".length()), "best-f1"));
    }
    throw new IllegalArgumentException(
        "must be roughly-right, best-f1 or precision=0.95, was \"" + text + "\"");
  }

  /** Reads --normalisation. */
  static Normalisation normalisation(String text) {
    return Normalisation.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
