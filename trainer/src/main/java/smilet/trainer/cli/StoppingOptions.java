package smilet.trainer.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.shared.error.UserError;
import smilet.trainer.descent.StoppingRule;

/** When training stops before its last iteration. */
final class StoppingOptions {
  @Option(
      names = "--until-roughly-right",
      description = "Stop when the percentage of every face is within 10 points of the truth.")
  boolean untilRoughlyRight;

  @Option(
      names = "--until-error",
      paramLabel = "POINTS",
      description = "Stop when the average error is at most so many percentage points.")
  Optional<Double> untilError;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Stop after N iterations without a gain on held-out people, and keep the best iteration.")
  Optional<Integer> patience;

  @Option(
      names = "--time",
      paramLabel = "SECONDS",
      description = "Stop when training has taken so many seconds.")
  Optional<Double> timeSeconds;

  /**
   * What the options ask for.
   *
   * @throws UserError if a value is out of range
   */
  List<StoppingRule> rules() {
    untilError.ifPresent(n -> UserError.require(n > 0, "--until-error", "above 0", n));
    patience.ifPresent(n -> UserError.require(n >= 1, "--patience", "1 or more", n));
    timeSeconds.ifPresent(
        n -> UserError.require(n >= 0.001 && n <= 1e9, "--time", "0.001 to 1000000000", n));
    List<StoppingRule> rules = new ArrayList<>();
    if (untilRoughlyRight) {
      rules.add(new StoppingRule.EverythingRoughlyRight());
    }
    untilError.ifPresent(points -> rules.add(new StoppingRule.AverageError(points)));
    patience.ifPresent(count -> rules.add(new StoppingRule.NoGain(count)));
    timeSeconds.ifPresent(
        seconds ->
            rules.add(new StoppingRule.TimeBudget(Duration.ofMillis((long) (seconds * 1000)))));
    return rules;
  }
}
