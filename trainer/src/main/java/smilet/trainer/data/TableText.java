package smilet.trainer.data;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import smilet.shared.error.UserError;

/**
 * How the text of a table is stored. A byte order mark says it: UTF-8, or UTF-16 of either order.
 * Without a mark, every second byte of UTF-16 is 0 if the text is mostly Latin; text that is valid
 * UTF-8 is UTF-8; and anything else is Windows-1252, as older programs write it.
 *
 * @param markBytes how many bytes its byte order mark has
 * @param note what to tell the user if the character set is a guess
 */
record TableText(Charset charset, int markBytes, Optional<String> note) {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** Bytes that stand for nothing in Windows-1252. */
  private static final String NOT_WINDOWS = "\u0081\u008d\u008f\u0090\u009d\0";

  private static final int HEAD_BYTES = 1024;
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * Finds out how a table is stored.
   *
   * @throws UserError if it is not text; the message names the line and the column
   */
  static TableText of(Path table) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(table)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    String start = new String(head, StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u00ef\u00bb\u00bf")) {
      return new TableText(StandardCharsets.UTF_8, 3, Optional.empty());
    }
    if (start.startsWith("\u00ff\u00fe")) {
      return new TableText(StandardCharsets.UTF_16LE, 2, Optional.empty());
    }
    if (start.startsWith("\u00fe\u00ff")) {
      return new TableText(StandardCharsets.UTF_16BE, 2, Optional.empty());
    }
    if (start.startsWith("PK\3\4")) {
      throw new UserError(
          table + " is a workbook or a ZIP file, not a table in text; save it as CSV");
    }
    int evenZeros = zeros(head, 0);
    int oddZeros = zeros(head, 1);
    if (evenZeros == 0 && oddZeros > head.length / 4) {
      return new TableText(StandardCharsets.UTF_16LE, 0, Optional.empty());
    }
    if (oddZeros == 0 && evenZeros > head.length / 4) {
      return new TableText(StandardCharsets.UTF_16BE, 0, Optional.empty());
    }
    long malformed = firstMalformed(table);
    return malformed < 0
        ? new TableText(StandardCharsets.UTF_8, 0, Optional.empty())
        : windows(table, malformed);
  }

  /** A reader of the text after the byte order mark. */
  Reader open(Path table) throws IOException {
    InputStream in = Files.newInputStream(table);
    in.skipNBytes(markBytes);
    return new BufferedReader(new InputStreamReader(in, charset.newDecoder()));
  }

  private static int zeros(byte[] head, int first) {
    int zeros = 0;
    for (int i = first; i < head.length; i += 2) {
      zeros += head[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** Where a file stops being UTF-8, or -1. */
  private static long firstMalformed(Path table) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
    CharBuffer text = CharBuffer.allocate(BUFFER_BYTES);
    long before = 0; // bytes that were decoded
    try (InputStream in = Files.newInputStream(table)) {
      boolean last = false;
      while (!last) {
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        last = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
        CoderResult result = decoder.decode(bytes, text.clear(), last);
        before += bytes.position();
        if (result.isError()) {
          return before;
        }
        bytes.compact();
      }
    }
    return -1;
  }

  private static TableText windows(Path table, long malformed) throws IOException {
    String guess = "";
    long line = 1;
    long column = 1;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(table))) {
      int next = in.read();
      for (long offset = 0; next >= 0; offset++) {
        if (offset == malformed) {
          guess =
              String.format(
                  Locale.ROOT,
                  "%s line %d, column %d is not UTF-8; the table is read as Windows-1252",
                  table,
                  line,
                  column);
        }
        if (NOT_WINDOWS.indexOf(next) >= 0) {
          throw new UserError(
              String.format(
                  Locale.ROOT,
                  ("%s line %d, column %d: the byte %02x is neither UTF-8 nor Windows-1252; save the"
                      + " table as UTF-8"),
                  table,
                  line,
                  column,
                  next));
        }
        column = next == '\n' ? 1 : column + 1;
        line += next == '\n' ? 1 : 0;
        next = in.read();
      }
    }
    return new TableText(WINDOWS, 0, Optional.of(guess));
  }
}
