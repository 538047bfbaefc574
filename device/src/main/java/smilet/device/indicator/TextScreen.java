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
  private int columns = Integer.MAX_VALUE;
  private int column;

  TextScreen clear() {
    length = 0;
    lines = 0;
    column = 0;
    return this;
  }

  /** Leaves out what does not fit into so many columns, from the next line on. */
  TextScreen columns(int most) {
    columns = most;
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
        text(OneLine.of(Character.toString(character)));
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

  /** Adds one visible character in UTF-8, if it still fits into the line. */
  TextScreen character(int c) {
    column += isWide(c) ? 2 : 1;
    if (column > columns) {
      return this;
    }
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
      character('0' + (int) (value / unit % 10));
    }
    return this;
  }

  /** Adds a number of tenths, 0 or more, in the form 97.3. */
  TextScreen tenths(long value, int width) {
    number(value / 10, width - 2);
    return character('.').character('0' + (int) (value % 10));
  }

  /** Draws in one of the 256 standard colours. */
  TextScreen foreground(int colour) {
    return control("\033[38;5;").parameter(colour).control("m");
  }

  /** Draws on one of the 256 standard colours. */
  TextScreen background(int colour) {
    return control("\033[48;5;").parameter(colour).control("m");
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

  /** Erases the rest of an earlier, longer line. */
  TextScreen eraseRest() {
    return control("\033[K");
  }

  /** Ends a line and erases the rest of an earlier, longer line. */
  TextScreen endLine() {
    lines++;
    column = 0;
    return eraseRest().control("\n");
  }

  /** Erases the whole screen and goes to its first line. */
  TextScreen eraseAll() {
    return control("\033[H\033[2J");
  }

  /** Goes to the beginning of the line. */
  TextScreen home() {
    return control("\r");
  }

  /** The number of lines ended since {@link #clear}. */
  int lines() {
    return lines;
  }

  TextScreen up(int lines) {
    return control("\r\033[").parameter(lines).control("A");
  }

  /** A number in a control sequence, which takes no place in the line. */
  private TextScreen parameter(int value) {
    for (int unit = value >= 100 ? 100 : value >= 10 ? 10 : 1; unit > 0; unit /= 10) {
      put('0' + value / unit % 10);
    }
    return this;
  }

  /** Whether a terminal draws a character in two columns: those of East Asia, and most emoji. */
  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c < 0x1160
            || (c >= 0x2e80 && c < 0xd7a4)
            || (c >= 0xf900 && c < 0xfb00)
            || (c >= 0xfe30 && c < 0xfe70)
            || (c >= 0xff00 && c < 0xff61)
            || (c >= 0x1f300 && c < 0x20000)
            || c >= 0x20000);
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
