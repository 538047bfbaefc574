package smilet.device.sensor.pipe;

import java.io.IOException;
import java.io.Reader;

/** Keeps the last line with something in it that a stream said, cut to what fits a message. */
final class LastLine {
  static final int MAX_CHARS = 200;

  private volatile String text = "";

  /** The line; empty where there was none yet. */
  String text() {
    return text;
  }

  /** Reads to the end of the stream, however long it, or a line of it, is. */
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
