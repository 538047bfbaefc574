package smilet.trainer.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.file.FinderFile;
import smilet.shared.file.MalformedModelException;
import smilet.shared.ready.ReadyFinder;

/** Finds the face finders that commands are given. */
final class FinderFiles {
  /** The description of the parameter FINDER. */
  static final String FINDER =
      "The file of a face finder, or the name of a ready-made one, such as finder-4k.";

  /** Enough to see which kind of file it is. */
  private static final int FIRST_BYTES = 64;

  private FinderFiles() {}

  /**
   * Whether a command that takes models and finders is given a finder.
   *
   * @throws IOException if the file cannot be read
   */
  static boolean isFinder(Path path) throws IOException {
    if (!Files.exists(path)) {
      return ReadyFinder.named(path.toString()).isPresent();
    }
    try (InputStream in = Files.newInputStream(path)) {
      return FinderFile.isFinder(in.readNBytes(FIRST_BYTES));
    } catch (IOException unreadable) {
      throw new FileError("cannot read", path, unreadable);
    }
  }

  /**
   * Reads a finder. A file comes first, then the name of a ready-made finder.
   *
   * @throws UserError if the content is not a valid finder
   * @throws IOException if the file cannot be read
   */
  static FinderFile read(Path path) throws IOException {
    Optional<ReadyFinder> ready =
        Files.exists(path) ? Optional.empty() : ReadyFinder.named(path.toString());
    if (ready.isPresent()) {
      return ready.get().file();
    }
    try {
      return FinderFile.read(path);
    } catch (MalformedModelException damaged) {
      throw new UserError(path + " is not a usable face finder: " + damaged.getMessage());
    } catch (IOException unreadable) {
      throw new FileError("cannot read", path, unreadable);
    }
  }
}
