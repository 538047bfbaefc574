package smilet.trainer.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import smilet.shared.error.UserError;
import smilet.trainer.pipeline.DescentRequest;
import smilet.trainer.pipeline.OptimiserRequest;
import smilet.trainer.pipeline.SmileWeight;

/** How a command's network descends. */
final class DescentOptions {
  enum OptimiserName {
    ADAMW,
    DESCENT
  }

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description =
          "Passes over all faces, at most (default: chosen for the network and the number of"
              + " faces).")
  Optional<Integer> iterations;

  @Mixin StoppingOptions stopping;

  @Option(
      names = "--optimiser",
      paramLabel = "NAME",
      defaultValue = "adamw",
      description =
          "adamw; or descent, gradient descent as in the lecture (default: ${DEFAULT-VALUE}).")
  OptimiserName optimiser;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "How long each step is (default: chosen for the network).")
  Optional<Double> learningRate;

  @Option(
      names = "--momentum",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "The momentum of --optimiser descent, 0 to below 1 (default: ${DEFAULT-VALUE}).")
  double momentum;

  @Option(
      names = "--weight-decay",
      paramLabel = "W",
      description = "The weight decay of --optimiser adamw (default: chosen for the network).")
  Optional<Double> weightDecay;

  @Option(
      names = "--batch",
      paramLabel = "N",
      converter = OptionValues.BatchSize.class,
      description = "Faces per step, or \"all\" (default: chosen for the network).")
  Optional<Integer> batchSize;

  @Option(
      names = "--smile-weight",
      paramLabel = "W",
      description =
          "How much a smile counts compared with another face, or \"balanced\" to make both"
              + " classes count the same (default: 1).")
  Optional<SmileWeight> smileWeight;

  @Option(
      names = "--weight-bits",
      paramLabel = "BITS",
      description =
          "Bits per weight of the model, 2 to 8 (default: chosen for the network; 8 with"
              + " --no-rounding).")
  Optional<Integer> weightBits;

  @Option(
      names = "--rounding",
      negatable = true,
      description =
          "Use the device's rounded weights in the last part of training. Otherwise weights are"
              + " rounded after training (default: yes for convolutions, no for linear).")
  Optional<Boolean> rounding;

  /**
   * What the options ask for.
   *
   * @throws UserError if a value is out of range
   */
  DescentRequest request() {
    iterations.ifPresent(n -> UserError.require(n >= 1, "--iterations", "1 or more", n));
    weightBits.ifPresent(n -> UserError.require(n >= 2 && n <= 8, "--weight-bits", "2 to 8", n));
    learningRate.ifPresent(
        rate ->
            UserError.require(
                rate > 0 && Double.isFinite(rate), "--learning-rate", "a number above 0", rate));
    weightDecay.ifPresent(
        decay ->
            UserError.require(
                decay >= 0 && Double.isFinite(decay), "--weight-decay", "0 or more", decay));
    UserError.require(momentum >= 0 && momentum < 1, "--momentum", "0 to below 1", momentum);
    return new DescentRequest(
        optimiserRequest(),
        iterations,
        batchSize,
        smileWeight,
        rounding,
        weightBits,
        stopping.rules());
  }

  private OptimiserRequest optimiserRequest() {
    return switch (optimiser) {
      case ADAMW -> new OptimiserRequest.AdamW(learningRate, weightDecay);
      case DESCENT -> new OptimiserRequest.GradientDescent(learningRate, momentum);
    };
  }
}
