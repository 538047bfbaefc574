package smilet.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.shared.error.FileError;
import smilet.trainer.data.LoadOptions;
import smilet.trainer.data.Opinions;

/** What others say about the faces, for every command that judges on labels. */
final class OpinionOptions {
  @Option(
      names = "--second",
      paramLabel = "FILE",
      description =
          "What others say about the faces: a table with the column file, and columns with labels,"
              + " names of emotions (happiness is a smile) or probabilities. Figures are also given"
              + " for the faces whose label nobody doubts.")
  Optional<Path> second;

  /** Reads the opinions, if there are any, and says which columns they are. */
  Optional<Opinions> read(LoadOptions options, PrintWriter err) throws FileError {
    if (second.isEmpty()) {
      return Optional.empty();
    }
    Opinions opinions = Opinions.read(second.get(), options);
    err.printf("opinions in %s: %s%n", second.get(), String.join(", ", opinions.columns()));
    err.flush();
    return Optional.of(opinions);
  }
}
