package smilet.trainer.folds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import smilet.shared.error.FileError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.MalformedModelException;
import smilet.shared.file.ModelFile;

/**
 * A folder that keeps the results of fold trainings: per item a text with its figures and, unless
 * it diverged, the model file. Whatever ends the program, an item is there completely or not at
 * all: the model is written last.
 */
public final class KeptResults {
  private static final String DIVERGED = "diverged";

  private final Path folder;
  private final String facesHash;

  /**
   * @param folder is made with the first result
   * @param facesHash what {@link TrainingFaces#contentHash} gives: results on other faces are not
   *     found
   */
  public KeptResults(Path folder, String facesHash) {
    this.folder = folder;
    this.facesHash = facesHash;
  }

  /**
   * The result of an item, if it was kept.
   *
   * @throws IOException if it is there and cannot be read
   */
  public Optional<FoldResult> read(FoldTraining item) throws IOException {
    Path text = text(item);
    if (!Files.exists(text)) {
      return Optional.empty();
    }
    Map<String, String> values = new TreeMap<>();
    for (String line : lines(text)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    if (values.containsKey(DIVERGED)) {
      return Optional.of(new FoldResult.Diverged(values.get(DIVERGED)));
    }
    return Files.exists(model(item)) ? trained(item, values) : Optional.empty();
  }

  private static Iterable<String> lines(Path text) throws IOException {
    try {
      return Files.readAllLines(text);
    } catch (IOException unreadable) {
      throw new FileError("cannot read", text, unreadable);
    }
  }

  /** The kept model; empty if the disk has damaged it, so that it is trained again. */
  private Optional<FoldResult> trained(FoldTraining item, Map<String, String> values)
      throws IOException {
    Path model = model(item);
    try {
      return Optional.of(
          new FoldResult.Trained(
              ModelFile.read(model).encode(),
              Double.parseDouble(values.getOrDefault("auc", "")),
              Double.parseDouble(values.getOrDefault("float-auc", "")),
              Double.parseDouble(values.getOrDefault("float-upright-auc", "")),
              Double.parseDouble(values.getOrDefault("cpu-seconds", ""))));
    } catch (MalformedModelException | NumberFormatException damaged) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new FileError("cannot read", model, unreadable);
    }
  }

  /** Keeps the result of an item. */
  public void keep(FoldTraining item, FoldResult result) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException fault) {
      throw new FileError("cannot make the folder", folder, fault);
    }
    StringBuilder text = new StringBuilder("item=" + item.text() + "\n");
    switch (result) {
      case FoldResult.Diverged diverged -> {
        text.append(DIVERGED + "=").append(diverged.message()).append('\n');
        write(text(item), text);
      }
      case FoldResult.Trained trained -> {
        text.append("auc=").append(trained.auc()).append('\n');
        text.append("float-auc=").append(trained.floatAuc()).append('\n');
        text.append("float-upright-auc=").append(trained.floatUprightAuc()).append('\n');
        text.append("cpu-seconds=").append(trained.cpuSeconds()).append('\n');
        write(text(item), text);
        AtomicFile.write(model(item), trained.model());
      }
    }
  }

  private static void write(Path file, CharSequence text) throws IOException {
    AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Path text(FoldTraining item) {
    return folder.resolve(item.name(facesHash) + ".txt");
  }

  private Path model(FoldTraining item) {
    return folder.resolve(item.name(facesHash) + ".smilet");
  }
}
