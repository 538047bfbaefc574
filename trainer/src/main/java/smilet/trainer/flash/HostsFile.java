package smilet.trainer.flash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/**
 * A file of targets, one per line; # begins a comment. It may come from any editor: with a byte
 * order mark, with line ends of Windows, in UTF-8, UTF-16 or Windows-1252, which includes Latin-1.
 */
public final class HostsFile {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private HostsFile() {}

  /**
   * Reads the targets.
   *
   * @throws FileError if the file cannot be read
   * @throws UserError if a line is no target; the message names the line
   */
  public static List<Target> read(Path file) throws FileError {
    String text;
    try {
      text = decoded(Files.readAllBytes(file));
    } catch (IOException fault) {
      throw new FileError("cannot read", file, fault);
    }
    List<Target> targets = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String target = line.replaceFirst("(^|\\s)#.*", "").replace('\u00a0', ' ').strip();
      if (!target.isEmpty()) {
        String place = file + ", line " + number;
        targets.add(UserError.naming(place, () -> Target.parse(target)));
      }
    }
    return targets;
  }

  private static String decoded(byte[] bytes) {
    String text = new String(bytes, charset(bytes));
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException notUtf8) {
      return WINDOWS;
    }
  }
}
