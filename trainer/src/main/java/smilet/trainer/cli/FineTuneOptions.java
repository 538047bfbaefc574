package smilet.trainer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import smilet.shared.error.UserError;
import smilet.shared.file.ModelFile;
import smilet.trainer.data.Dataset;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.finetune.Comparison;
import smilet.trainer.finetune.FineTuning;

/** Fine-tuning instead of training from scratch. */
final class FineTuneOptions {
  /** The options of train that fine-tuning uses. */
  private static final Set<String> USED =
      Set.of(
          "--from",
          "--with",
          "--out",
          "--for",
          "--smile-name",
          "--other-name",
          "--full-scale",
          "--rows",
          "--skip-broken",
          "--corrections");

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description =
          "Begin at this model, a file or a ready-made one, and fit only its last layer to DATA, in"
              + " which each person stands for one burst of frames. For a few frames of your own.")
  Optional<Path> from;

  @Option(
      names = "--with",
      paramLabel = "OTHER-DATA",
      description =
          "With --from: also learn from these faces of other people. All of them together count as"
              + " much as DATA.")
  Optional<Path> with;

  boolean isGiven() {
    return from.isPresent();
  }

  /**
   * Checks the options of the command.
   *
   * @throws UserError if one of them has no meaning with --from, or needs it
   */
  void require(ParseResult parsed) {
    if (with.isPresent() && from.isEmpty()) {
      throw new UserError("--with needs --from");
    }
    if (from.isEmpty()) {
      return;
    }
    List<String> others =
        parsed.matchedOptions().stream()
            .map(OptionSpec::longestName)
            .filter(name -> !USED.contains(name))
            .toList();
    if (!others.isEmpty()) {
      throw new UserError(
          "%s has no meaning with --from, which keeps the network and fits its last layer; remove it"
              .formatted(others.getFirst()));
    }
  }

  /** Reads the base and the faces of other people, and prepares the fit. */
  FineTuning prepare(Dataset own, DataOptions reading, PrintWriter err) throws IOException {
    Path path = from.orElseThrow();
    ModelFile base = ModelFiles.forFaces(path, ModelFiles.read(path), own);
    Optional<Dataset> others =
        with.isPresent() ? Optional.of(reading.loadUncorrected(with.get(), err)) : Optional.empty();
    return new FineTuning(base, own, others);
  }

  /** The figures in words, and what they can promise. */
  static String words(Optional<Comparison> comparison) {
    if (comparison.isEmpty()) {
      return "too few bursts to hold one out, so nothing can be said about frames that it has not"
          + " seen; capture at least two bursts of each kind";
    }
    Comparison found = comparison.get();
    return String.format(
        Locale.ROOT,
        "balanced accuracy on %,d frames of bursts that were held out in turn: %.1f %% before,"
            + " %.1f %% after; the gain is %+.1f to %+.1f points, 19 times in 20%s",
        found.frames(),
        100 * found.before(),
        100 * found.after(),
        100 * found.least(),
        100 * found.most(),
        found.certain() ? "" : ", so it may be chance: capture more bursts");
  }

  /** Compares the base with what it becomes; empty if there are too few bursts. */
  static Optional<Comparison> compare(FineTuning tuning, Dataset own) {
    return tuning
        .onHeldOutBursts()
        .map(after -> Comparison.of(own, Predictions.of(tuning.base().model(), own), after));
  }
}
