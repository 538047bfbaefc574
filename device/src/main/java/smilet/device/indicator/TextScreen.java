package smilet.device.indicator;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import smilet.shared.error.OneLine;

/** A picture of text and ANSI colours, built in reused memory and sent in one piece. */
final class TextScreen {
  private byte[] bytes = new byte[1 << 14];
  private int length;
  private int lines;

  TextScreen clear() {
    length = 0;
    lines = 0;
    return this;
  }

  /** Adds text in UTF-8. Invisible characters, which could control the terminal, are escaped. */
  TextScreen text(CharSequence text) {
    for (int i = 0; i < text.length(); ) {
      int character = Character.codePointAt(text, i);
      i += Character.charCount(character);
      if (OneLine.isVisible(character)) {
        character(character);
      } else {
        control(OneLine.of(Character.toString(character)));
      }
    }
    return this;
  }

  /** Adds a control sequence, which is ASCII. */
  private TextScreen control(String sequence) {
    for (int i = 0; i < sequence.length(); i++) {
      put(sequence.charAt(i));
    }
    return this;
  }

  /** Adds one visible character in UTF-8. */
  TextScreen character(int c) {
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xc0 | (c >> 6));
      put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
      put(0xe0 | (c >> 12));
      put(0x80 | ((c >> 6) & 0x3f));
      put(0x80 | (c & 0x3f));
    } else {
      put(0xf0 | (c >> 18));
      put(0x80 | ((c >> 12) & 0x3f));
      put(0x80 | ((c >> 6) & 0x3f));
      put(0x80 | (c & 0x3f));
    }
    return this;
  }

  TextScreen repeat(char c, int times) {
    for (int i = 0; i < times; i++) {
      character(c);
    }
    return this;
  }

  /** Adds a number of 0 or more, right-aligned in at least {@code width} places. */
  TextScreen number(long value, int width) {
    long unit = 1;
    int digits = 1;
    while (value / unit >= 10) {
      unit *= 10;
      digits++;
    }
    repeat(' ', width - digits);
    for (; unit > 0; unit /= 10) {
      put('0' + (int) (value / unit % 10));
    }
    return this;
  }

  /** Adds a number of tenths, 0 or more, in the form 97.3. */
  TextScreen tenths(long value, int width) {
    number(value / 10, width - 2);
    put('.');
    put('0' + (int) (value % 10));
    return this;
  }

  /** Draws in one of the 256 standard colours. */
  TextScreen foreground(int colour) {
    return control("\033[38;5;").number(colour, 1).character('m');
  }

  /** Draws on one of the 256 standard colours. */
  TextScreen background(int colour) {
    return control("\033[48;5;").number(colour, 1).character('m');
  }

  TextScreen hideCursor() {
    return control("\033[?25l");
  }

  TextScreen showCursor() {
    return control("\033[?25h");
  }

  /** Back to the terminal's own colours. */
  TextScreen plain() {
    return control("\033[0m");
  }

  /** Ends a line and erases the rest of an earlier, longer line. */
  TextScreen endLine() {
    lines++;
    return control("\033[K\n");
  }

  /** The number of lines ended since {@link #clear}. */
  int lines() {
    return lines;
  }

  TextScreen up(int lines) {
    return control("\r\033[").number(lines, 1).character('A');
  }

  void sendTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    out.flush();
  }

  private void put(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
  }
}
