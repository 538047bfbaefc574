package smilet.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;
import smilet.trainer.finder.Backgrounds;

/** Where the pictures without faces are, for every command that needs some. */
final class BackgroundOption {
  @Option(
      names = "--background",
      paramLabel = "DIR",
      required = true,
      description =
          "A folder of pictures (PNG, JPEG, PGM and more) in which there is no face, of 48x48"
              + " pixels and more.")
  Path folder;

  /** Loads them, and prints how many there are. */
  Backgrounds load(PrintWriter err) {
    Backgrounds backgrounds;
    try (Progress progress = Progress.on(err, "reading backgrounds")) {
      backgrounds = Backgrounds.load(folder, progress::advance);
    }
    err.printf(Locale.ROOT, "%,d backgrounds%n", backgrounds.count());
    err.flush();
    return backgrounds;
  }
}
