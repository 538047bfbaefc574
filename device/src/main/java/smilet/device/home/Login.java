package smilet.device.home;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * As whom the device logs in to the broker.
 *
 * @param user the name
 * @param password empty if the broker asks for none
 */
public record Login(String user, Optional<String> password) {
  private static final long MOST_BYTES = 4096;

  public Login {
    if (user.isBlank()) {
      throw new IllegalArgumentException("the user must have a name");
    }
  }

  /**
   * Reads the password, which is the first line of a file.
   *
   * @throws IOException if the file cannot be read or has no such line; the message names it
   */
  public static Login of(String user, Path passwordFile) throws IOException {
    try {
      if (Files.size(passwordFile) > MOST_BYTES) {
        throw new IOException(passwordFile + " is too large for a file with a password");
      }
      String password =
          Files.readString(passwordFile, StandardCharsets.UTF_8).lines().findFirst().orElse("");
      if (password.isEmpty()) {
        throw new IOException(passwordFile + " has no password in its first line");
      }
      return new Login(user, Optional.of(password));
    } catch (CharacterCodingException e) {
      throw new IOException(passwordFile + " must be text in UTF-8", e);
    }
  }

  /** Without the password, which is for no log. */
  @Override
  public String toString() {
    return user;
  }
}
