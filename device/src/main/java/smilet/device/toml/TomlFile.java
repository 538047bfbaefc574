package smilet.device.toml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import smilet.shared.error.UserError;

/** Reads TOML files from any source in bounded time and memory. */
public final class TomlFile {
  /**
   * The largest file: many times the size of a fully commented configuration. In the worst case the
   * parser keeps a kilobyte of objects per line, and the device's heap is small.
   */
  public static final int MAX_BYTES = 1 << 14;

  /** Editors on Windows put it before the text. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private TomlFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException if the file cannot be read
   * @throws UserError if it is not TOML; the message is one line and names the file and the line
   */
  public static TomlParseResult read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new UserError(file + " is longer than " + MAX_BYTES + " bytes");
    }
    TomlParseResult toml;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      toml = Toml.parse(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      throw new UserError(file + " is not text in UTF-8", e);
    } catch (StackOverflowError e) {
      throw new UserError(file + " is nested too deeply", e);
    }
    if (toml.hasErrors()) {
      var first = toml.errors().getFirst();
      String message = String.valueOf(first.getMessage()).lines().findFirst().orElse("");
      throw new UserError(
          String.format(Locale.ROOT, "%s, line %d: %s", file, first.position().line(), message));
    }
    return toml;
  }
}
