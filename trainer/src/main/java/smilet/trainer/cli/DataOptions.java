package smilet.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.shared.error.UserError;
import smilet.shared.frame.Grid;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.LoadOptions;

/** How DATA is read, for every command that reads any. */
final class DataOptions {
  static final String DATA =
      "A folder with labels.csv (file,label[,person]) or with one subfolder a class, of PNG, JPEG"
          + " or PGM pictures; or a CSV file of pixel rows (label[,person],pixels...).";

  @Option(
      names = "--smile-name",
      paramLabel = "NAME",
      defaultValue = "smile",
      description = "What smiles are called in the data (${DEFAULT-VALUE}).")
  String smileName;

  @Option(
      names = "--other-name",
      paramLabel = "NAME",
      defaultValue = "not-smile",
      description = "What the other faces are called (${DEFAULT-VALUE}).")
  String otherName;

  @Option(
      names = "--full-scale",
      paramLabel = "VALUE",
      defaultValue = "255",
      description = "The value of white in a CSV of pixel rows (${DEFAULT-VALUE}).")
  double fullScale;

  @Option(
      names = "--rows",
      paramLabel = "WxH",
      description = "The shape of the faces in a CSV of pixel rows (square).")
  Optional<Grid> rowShape;

  @Option(names = "--skip-broken", description = "Leave out pictures that cannot be read.")
  boolean skipBroken;

  /** Loads the data, says what it is, and how long it took. */
  Dataset load(Path data, PrintWriter err) {
    UserError.require(!smileName.isBlank(), "--smile-name", "a name", "blank");
    UserError.require(!otherName.isBlank(), "--other-name", "a name", "blank");
    UserError.require(
        !smileName.equals(otherName), "--other-name", "another name than --smile-name", otherName);
    UserError.require(
        fullScale > 0 && fullScale <= LoadOptions.MAX_FULL_SCALE,
        "--full-scale",
        "above 0 and at most " + LoadOptions.MAX_FULL_SCALE,
        fullScale);
    LoadOptions options = new LoadOptions(smileName, otherName, fullScale, rowShape, skipBroken);
    long start = System.nanoTime();
    Dataset dataset;
    try (Progress progress = Progress.on(err, "reading faces")) {
      dataset = DatasetLoader.load(data, options, progress::advance);
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    err.printf(
        "%,d faces, %,d of them smiles, read in %.1f s%s%s%n",
        dataset.size(),
        dataset.smileCount(),
        seconds,
        dataset.skipped() == 0 ? "" : ", %,d broken left out".formatted(dataset.skipped()),
        dataset.bytesOnDisk() == 0
            ? ""
            : ", %,d MiB of them kept on disk".formatted(dataset.bytesOnDisk() >> 20));
    err.flush();
    return dataset;
  }
}
