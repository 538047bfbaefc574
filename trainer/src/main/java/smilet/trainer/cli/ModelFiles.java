package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Path;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.file.MalformedModelException;
import smilet.shared.file.ModelFile;

/** Model files as commands read them: what is wrong with one is said with its name. */
final class ModelFiles {
  private ModelFiles() {}

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
