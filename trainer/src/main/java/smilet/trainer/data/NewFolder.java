package smilet.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import smilet.shared.error.UserError;

/** The folder of a data set that is being made: nothing of the user's may be in it. */
public final class NewFolder {
  private NewFolder() {}

  /**
   * Requires that a folder is absent or empty.
   *
   * @throws UserError if it is not
   * @throws IOException if it cannot be listed
   */
  public static void require(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var content = Files.newDirectoryStream(folder)) {
        if (content.iterator().hasNext()) {
          throw new UserError(
              "folder %s exists already and is not empty; name another, or remove it"
                  .formatted(folder));
        }
      }
    }
  }
}
