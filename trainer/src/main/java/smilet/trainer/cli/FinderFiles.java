package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Path;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.file.FinderFile;
import smilet.shared.file.MalformedModelException;

/** Finds the face finders that commands are given. */
final class FinderFiles {
  /** The description of the parameter FINDER. */
  static final String FINDER = "The file of a face finder.";

  private FinderFiles() {}

  /**
   * Reads a finder.
   *
   * @throws UserError if the content is not a valid finder
   * @throws IOException if the file cannot be read
   */
  static FinderFile read(Path path) throws IOException {
    try {
      return FinderFile.read(path);
    } catch (MalformedModelException damaged) {
      throw new UserError(path + " is not a usable face finder: " + damaged.getMessage());
    } catch (IOException unreadable) {
      throw new FileError("cannot read", path, unreadable);
    }
  }
}
