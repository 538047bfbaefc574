package smilet.trainer.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.shared.error.UserError;
import smilet.shared.file.ModelFile;

/** What a model's file says about where the model runs. */
final class DeploymentOptions {
  @Option(
      names = "--for",
      paramLabel = "NAME",
      description =
          "The kind of device that the model is for, in your words; a device can insist on it.")
  Optional<String> kind;

  @Option(
      names = "--crop",
      paramLabel = "PERCENT",
      description =
          "What the model expects around a face that a device finds: the side of a square, in"
              + " percent of the side of the face's box, 50 to 300 (default: 114, as in the"
              + " pictures that the finders learn from).")
  Integer crop;

  /**
   * Checks the options.
   *
   * @throws UserError if one of them is wrong
   */
  void require() {
    UserError.require(
        crop == null || (crop >= ModelFile.LEAST_CROP && crop <= ModelFile.MOST_CROP),
        "--crop",
        "50 to 300",
        crop);
    kind.ifPresent(name -> UserError.naming("--for", () -> ModelFile.requireKind(name)));
  }

  /** Whether one of them is given. */
  boolean isGiven() {
    return kind.isPresent() || crop != null;
  }

  /** The model with what the options say. */
  ModelFile applied(ModelFile file) {
    ModelFile named = kind.map(file::madeFor).orElse(file);
    return crop == null ? named : named.withCrop(crop);
  }
}
