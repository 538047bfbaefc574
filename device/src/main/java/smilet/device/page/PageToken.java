package smilet.device.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.shared.error.FileError;
import smilet.shared.file.RegularFile;

/** The secret in the address of a page that other computers can reach. */
final class PageToken {
  /** Its file within a model store. */
  static final String FILE = "page-token";

  private static final Logger LOG = LoggerFactory.getLogger(PageToken.class);
  private static final int BYTES = 16;
  private static final int MOST_CHARACTERS = 64;

  private PageToken() {}

  /**
   * The token of a file, which only its owner may read. A file that does not exist is made. If that
   * is not possible, the token is good for this run only.
   */
  static String of(Path file) {
    try {
      return read(file);
    } catch (NoSuchFileException first) {
      return write(file);
    } catch (IOException e) {
      return newForThisRun(file, e);
    }
  }

  private static String read(Path file) throws IOException {
    String token =
        new String(RegularFile.read(file, MOST_CHARACTERS), StandardCharsets.UTF_8).strip();
    if (!token.matches("[A-Za-z0-9_-]{22,}")) {
      throw new IOException("it holds no token; delete it");
    }
    return token;
  }

  private static String write(Path file) {
    String token = random();
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, token + "\n");
      return token;
    } catch (IOException e) {
      return newForThisRun(file, e);
    }
  }

  private static String newForThisRun(Path file, IOException why) {
    LOG.warn(
        "the page's token is good for this run only: {}",
        new FileError("cannot keep it in", file, why).getMessage());
    return random();
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
