package smilet.device.toml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Reads TOML that anybody may have written, in bounded time and memory. */
public final class TomlFile {
  /**
   * Many times what a configuration has with every key explained. The parser keeps a kilobyte of
   * objects for a line in the worst case, and the device's heap is small.
   */
  public static final int MAX_BYTES = 1 << 14;

  private TomlFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException where it cannot be read
   * @throws IllegalArgumentException where it is no TOML; the message is one line that names the
   *     file and the line in it
   */
  public static TomlParseResult read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(file + " is longer than " + MAX_BYTES + " bytes");
    }
    TomlParseResult toml;
    try {
      toml =
          Toml.parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is no text in UTF-8", e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(file + " is nested too deeply", e);
    }
    if (toml.hasErrors()) {
      var first = toml.errors().getFirst();
      String message = String.valueOf(first.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException(
          "%s, line %d: %s".formatted(file, first.position().line(), message));
    }
    return toml;
  }
}
