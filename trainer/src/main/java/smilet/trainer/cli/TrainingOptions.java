package smilet.trainer.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import smilet.shared.error.UserError;
import smilet.trainer.pipeline.TrainingRequest;
import smilet.trainer.quantise.ThresholdChoice;

/** How a model is trained, for every command that trains one. */
final class TrainingOptions {
  @Mixin NetworkOptions network;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Decides everything that is left to chance; the same seed trains the same model (default:"
              + " ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--held-out",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "Share of the people that the network does not learn from. Percentages and thresholds are"
              + " fitted to them (default: ${DEFAULT-VALUE}).")
  double heldOut;

  @Mixin DescentOptions descent;

  @Option(
      names = "--augment",
      negatable = true,
      description =
          "Vary the faces in training: turn, move, scale, mirror, light, noise (default: yes for"
              + " convolutions, no for linear).")
  Optional<Boolean> augmented;

  @Option(
      names = "--decide",
      paramLabel = "HOW",
      defaultValue = "roughly-right",
      description =
          "How the model's thresholds are chosen: roughly-right (90 %% and 10 %%); best-f1; or, for"
              + " example, precision=0.95 on held-out people (default: ${DEFAULT-VALUE}).")
  ThresholdChoice thresholds;

  @Mixin ThreadsOption threads;

  /**
   * What the options ask for.
   *
   * @throws UserError if a value is out of range; no data is needed to find that out
   */
  TrainingRequest request() {
    UserError.require(heldOut >= 0 && heldOut < 1, "--held-out", "0 to below 1", heldOut);
    threads.require();
    TrainingRequest request =
        new TrainingRequest(
            network.request(),
            descent.request(),
            augmented,
            heldOut,
            thresholds,
            threads.count,
            seed);
    // Whatever the data is, the plan fails if the network cannot be made into a model.
    UserError.naming("--network", () -> request.plan(2, 1));
    return request;
  }
}
