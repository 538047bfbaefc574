package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.file.MalformedModelException;
import smilet.shared.file.ModelFile;
import smilet.shared.ready.ReadyModel;
import smilet.shared.ready.ReadyModels;
import smilet.trainer.data.Dataset;

/** Finds the models that commands are given: files, or ready-made models by their names. */
final class ModelFiles {
  /** The description of the parameter MODEL. */
  static final String MODEL =
      "The model file, or the name of a ready-made model (smilet models lists them; \"ready\" is"
          + " the one that fits).";

  private ModelFiles() {}

  /**
   * Reads a model. A file comes first, then the name of a ready-made model.
   *
   * @throws UserError if the content is not a valid model
   * @throws IOException if the file cannot be read
   */
  static ModelFile read(Path path) throws IOException {
    Optional<ReadyModel> ready = ready(path);
    if (ready.isPresent()) {
      return ready.get().file();
    }
    try {
      return ModelFile.read(path);
    } catch (MalformedModelException damaged) {
      throw new UserError(path + " is not a usable model: " + damaged.getMessage());
    } catch (IOException unreadable) {
      throw new FileError("cannot read", path, unreadable);
    }
  }

  /**
   * The model to judge on some faces: what was read, or, if any ready-made model was asked for, the
   * one that fits them best.
   *
   * @param read what {@link #read} gave for the path
   * @throws UserError if a face is too small for the model
   */
  static ModelFile forFaces(Path path, ModelFile read, Dataset faces) {
    ModelFile model = read;
    if (path.toString().equals(ReadyModels.ANY) && ready(path).isPresent()) {
      model = ReadyModels.fitting(faces.smallestGrid()).map(ReadyModel::file).orElse(read);
    }
    faces.requireAtLeast(model.model().grid());
    return model;
  }

  private static Optional<ReadyModel> ready(Path path) {
    return Files.exists(path) ? Optional.empty() : ReadyModels.named(path.toString());
  }
}
