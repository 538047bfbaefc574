package smilet.trainer.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.shared.error.UserError;
import smilet.shared.file.ModelFile;

/** For which kind of device a model is. */
final class KindOption {
  @Option(
      names = "--for",
      paramLabel = "NAME",
      description =
          "The kind of device that the model is for, in your words; a device can insist on it.")
  Optional<String> kind;

  /**
   * Checks the option.
   *
   * @throws UserError if it is no name
   */
  void require() {
    kind.ifPresent(name -> UserError.naming("--for", () -> ModelFile.requireKind(name)));
  }

  /** The model, for that kind of device if there is one. */
  ModelFile applied(ModelFile file) {
    return kind.map(file::madeFor).orElse(file);
  }
}
