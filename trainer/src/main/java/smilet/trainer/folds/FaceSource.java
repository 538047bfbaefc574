package smilet.trainer.folds;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import smilet.shared.frame.Grid;
import smilet.trainer.data.Corrections;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.LoadOptions;

/**
 * Where the faces are, so that another machine can read them. It must have them at the same path.
 *
 * @param data the folder or the table, absolute
 * @param options how it is read
 * @param corrections the file of corrected labels, absolute
 */
public record FaceSource(Path data, LoadOptions options, Optional<Path> corrections)
    implements Serializable {

  public FaceSource {
    data = data.toAbsolutePath();
    corrections = corrections.map(Path::toAbsolutePath);
  }

  /**
   * Reads the faces.
   *
   * @throws smilet.shared.error.UserError if they cannot be used
   * @throws IOException if they cannot be read
   */
  public Dataset load() throws IOException {
    Dataset loaded = DatasetLoader.load(data, options, DatasetLoader.Progress.NONE);
    return corrections.isPresent() ? Corrections.read(corrections.get()).applyTo(loaded) : loaded;
  }

  /** What is serialised instead: paths, a grid and optional values cannot be. */
  private record Serialised(
      String data,
      String smileName,
      String otherName,
      double fullScale,
      List<String> rowShape,
      boolean skipBroken,
      List<String> corrections)
      implements Serializable {
    private Object readResolve() {
      LoadOptions options =
          new LoadOptions(
              smileName,
              otherName,
              fullScale,
              rowShape.stream().map(Grid::parse).findFirst(),
              skipBroken);
      return new FaceSource(Path.of(data), options, corrections.stream().map(Path::of).findFirst());
    }
  }

  private Object writeReplace() {
    return new Serialised(
        data.toString(),
        options.smileName(),
        options.otherName(),
        options.fullScale(),
        options.rowShape().stream().map(Grid::toString).toList(),
        options.skipBroken(),
        corrections.stream().map(Path::toString).toList());
  }
}
