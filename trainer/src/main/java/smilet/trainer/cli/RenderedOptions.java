package smilet.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.trainer.data.Dataset;
import smilet.trainer.heads.RenderedFaces;

/** Rendered faces beside the real ones, for every command that trains. */
final class RenderedOptions {
  private static final int MOST = 1_000_000;

  @Option(
      names = "--with-rendered",
      paramLabel = "N",
      description =
          "Also learn from N rendered faces; few real faces are repeated, so that they count."
              + " Percentages and thresholds are still fitted to real faces only.")
  Optional<Integer> count;

  @Option(
      names = "--head-model",
      paramLabel = "DIR",
      description =
          "The head model for --with-rendered: a clone of " + RenderedFaces.HEAD_MODEL_URL + ".")
  Optional<Path> headModel;

  /**
   * Checks the values.
   *
   * @throws UserError if one is out of range, or one is given without the other
   */
  void require() {
    count.ifPresent(
        n -> UserError.require(n >= 1 && n <= MOST, "--with-rendered", "1 to " + MOST, n));
    if (count.isPresent() != headModel.isPresent()) {
      throw new UserError(
          count.isPresent()
              ? "--with-rendered needs --head-model DIR, a clone of " + RenderedFaces.HEAD_MODEL_URL
              : "--head-model needs --with-rendered N, the number of faces to render");
    }
  }

  /** Renders the faces that were asked for. */
  Optional<Dataset> render(long seed, PrintWriter err) throws FileError {
    if (count.isEmpty()) {
      return Optional.empty();
    }
    try (Progress progress = Progress.on(err, "rendering faces")) {
      return Optional.of(
          RenderedFaces.inMemory(
              headModel.orElseThrow(),
              RenderedFaces.Series.ofSmiles(count.get(), seed),
              progress::advance));
    }
  }
}
