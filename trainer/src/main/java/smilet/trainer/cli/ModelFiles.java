package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Path;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.file.MalformedModelException;
import smilet.shared.file.ModelFile;

/** Reads model files for the commands. */
final class ModelFiles {
  private ModelFiles() {}

  /**
   * Reads a model file.
   *
   * @throws UserError if the content is not a valid model
   * @throws IOException if the file cannot be read
   */
  static ModelFile read(Path path) throws IOException {
    try {
      return ModelFile.read(path);
    } catch (MalformedModelException damaged) {
      throw new UserError(path + " is not a usable model: " + damaged.getMessage());
    } catch (IOException unreadable) {
      throw new FileError("cannot read", path, unreadable);
    }
  }
}
