package smilet.trainer.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import smilet.shared.error.UserError;

/** Checks of a file that a command is to write. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Checks, before any work is done, that a file can be written.
   *
   * @throws UserError if it cannot
   */
  static void requireWritable(Path out) {
    Path folder = out.toAbsolutePath().getParent();
    if (Files.isDirectory(out)) {
      throw new UserError("cannot write " + out + ": it is a folder; name a file in it");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UserError("cannot write " + out + ": there is no folder " + folder);
    }
    if (!Files.isWritable(folder) || (Files.exists(out) && !Files.isWritable(out))) {
      throw new UserError("cannot write " + out + ": no permission");
    }
  }
}
