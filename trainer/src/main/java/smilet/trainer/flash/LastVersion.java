package smilet.trainer.flash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.ModelFile;

/**
 * The last version that a key signed, in a file beside the key. Versions only grow, and no clock is
 * asked.
 *
 * @param file a number in decimal digits
 */
public record LastVersion(Path file) {
  /**
   * The version of the next signature: 1 if there is no file yet.
   *
   * @throws UserError if the file holds no version, or the highest one
   */
  public int next() throws IOException {
    String text;
    try (var in = Files.newInputStream(file)) {
      text = new String(in.readNBytes(16), StandardCharsets.US_ASCII).strip();
    } catch (NoSuchFileException first) {
      return 1;
    } catch (IOException fault) {
      throw new FileError("cannot read", file, fault);
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new UserError(
          "%s must hold the last version, a number below %s; write it there, or use --model-version"
              .formatted(file, ModelFile.MAX_VERSION));
    }
    return Integer.parseInt(text) + 1;
  }

  /** Remembers a version, unless a higher one was signed. */
  public void write(int version) throws IOException {
    if (version >= next()) {
      AtomicFile.write(file, (version + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }
}
