package smilet.device.sensor.pipe;

import java.io.IOException;
import java.io.Reader;

/** Keeps the last line of a stream that is not blank, cut to the length that fits a message. */
final class LastLine {
  static final int MAX_CHARS = 200;

  private volatile String text = "";

  /** The line; empty if there was none yet. */
  String text() {
    return text;
  }

  /** Reads to the end of the stream. Memory does not grow with its length or that of a line. */
  void listen(Reader in) throws IOException {
    StringBuilder line = new StringBuilder(MAX_CHARS);
    char[] buffer = new char[1024];
    for (int count; (count = in.read(buffer)) >= 0; ) {
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n' || buffer[i] == '\r') {
          keep(line);
        } else if (line.length() < MAX_CHARS) {
          line.append(Character.isISOControl(buffer[i]) ? ' ' : buffer[i]);
        }
      }
    }
    keep(line);
  }

  private void keep(StringBuilder line) {
    String said = line.toString().strip();
    if (!said.isEmpty()) {
      text = said;
    }
    line.setLength(0);
  }
}
