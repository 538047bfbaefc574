package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import smilet.shared.error.FileError;
import smilet.shared.error.OneLine;
import smilet.shared.error.UserError;
import smilet.shared.frame.Grid;
import smilet.trainer.data.Corrections;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.LoadOptions;
import smilet.trainer.data.LoadReport;

/** How DATA is read, for every command that reads labelled faces. */
final class DataOptions {
  static final String DATA =
      "Labelled faces: a folder of pictures (PNG, JPEG, PGM and more), with a table labels.csv"
          + " (file,label[,person]) or with one subfolder per class; or a CSV file with one face per"
          + " row (label[,person],pixels...).";

  @Option(
      names = "--smile-name",
      paramLabel = "NAME",
      defaultValue = "smile",
      description = "The label of smiles in the data (default: ${DEFAULT-VALUE}).")
  String smileName;

  @Option(
      names = "--other-name",
      paramLabel = "NAME",
      defaultValue = "not-smile",
      description = "The label of all other faces in the data (default: ${DEFAULT-VALUE}).")
  String otherName;

  @Option(
      names = "--full-scale",
      paramLabel = "VALUE",
      defaultValue = "255",
      description =
          "The value of a white pixel in a CSV file, above 0 (default: ${DEFAULT-VALUE}).")
  double fullScale;

  @Option(
      names = "--rows",
      paramLabel = "WxH",
      description = "The size of the faces in a CSV file (default: square).")
  Optional<Grid> rowShape;

  @Option(
      names = "--skip-broken",
      description = "Leave out pictures that cannot be read, and say which.")
  boolean skipBroken;

  @Option(
      names = "--corrections",
      paramLabel = "FILE",
      description =
          "Labels to keep, flip or drop, as the page of smilet audit saves them; the data itself is"
              + " not changed.")
  Optional<Path> corrections;

  /**
   * Loads the data, and prints how many faces it has and how long that took.
   *
   * @throws UserError if the value of an option is out of range
   */
  Dataset load(Path data, PrintWriter err) throws FileError {
    return corrected(loadUncorrected(data, err), err);
  }

  /** The same for a command that does not need the labels: a folder of pictures is enough. */
  Dataset loadUnlabelled(Path data, PrintWriter err) throws FileError {
    return corrected(load(data, DatasetLoader::loadUnlabelled, err), err);
  }

  private Dataset corrected(Dataset loaded, PrintWriter err) throws FileError {
    Optional<Corrections> decided = corrections();
    if (decided.isEmpty()) {
      return loaded;
    }
    Dataset corrected = decided.get().applyTo(loaded);
    err.printf(
        Locale.ROOT,
        "corrected by %s: %,d faces, %,d of them smiles%n",
        corrections.orElseThrow(),
        corrected.size(),
        corrected.smileCount());
    err.flush();
    return corrected;
  }

  /** What was decided about doubtful labels, if a file of corrections is given. */
  Optional<Corrections> corrections() throws FileError {
    return corrections.isPresent()
        ? Optional.of(Corrections.read(corrections.get()))
        : Optional.empty();
  }

  /**
   * How the data is to be read.
   *
   * @throws UserError if the value of an option is out of range
   */
  LoadOptions options() {
    UserError.require(!smileName.isBlank(), "--smile-name", "a name", "blank");
    UserError.require(!otherName.isBlank(), "--other-name", "a name", "blank");
    UserError.require(
        !smileName.equals(otherName), "--other-name", "another name than --smile-name", otherName);
    UserError.require(
        fullScale > 0 && fullScale <= LoadOptions.MAX_FULL_SCALE,
        "--full-scale",
        "above 0 and at most " + LoadOptions.MAX_FULL_SCALE,
        fullScale);
    return new LoadOptions(smileName, otherName, fullScale, rowShape, skipBroken);
  }

  /** Loads the data with its own labels. */
  Dataset loadUncorrected(Path data, PrintWriter err) {
    return load(data, DatasetLoader::load, err);
  }

  /** A way to load data. */
  private interface Loader {
    Dataset load(Path data, LoadOptions options, DatasetLoader.Progress progress);
  }

  private Dataset load(Path data, Loader loader, PrintWriter err) {
    LoadOptions options = options();
    long start = System.nanoTime();
    Dataset dataset;
    try (Progress progress = Progress.on(err, "reading faces")) {
      dataset = loader.load(data, options, progress::advance);
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    err.printf(
        Locale.ROOT,
        "%,d faces, %,d of them smiles, read in %.1f s%s%n",
        dataset.size(),
        dataset.smileCount(),
        seconds,
        dataset.bytesOnDisk() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", %,d MiB of pixels in a temporary file",
                dataset.bytesOnDisk() >> 20));
    dataset.report().lines().forEach(line -> err.println(OneLine.of(line)));
    err.flush();
    return dataset;
  }

  /** Adds what was left out, and what else the user should know, to the JSON of a command. */
  static void addReport(LoadReport report, ObjectNode json) {
    ArrayNode skipped = json.putArray("skipped");
    for (LoadReport.Group group : report.groups()) {
      ObjectNode kind = skipped.addObject();
      kind.put("kind", group.kind().plural());
      kind.put("count", group.files().size());
      ArrayNode files = kind.putArray("first");
      group.files().stream()
          .limit(LoadReport.NAMED)
          .forEach(
              file ->
                  files.addObject().put("file", report.name(file)).put("reason", file.reason()));
    }
    ArrayNode warnings = json.putArray("warnings");
    report.warnings().forEach(warnings::add);
  }
}
