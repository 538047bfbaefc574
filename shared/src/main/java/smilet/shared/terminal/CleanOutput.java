package smilet.shared.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import smilet.shared.error.OneLine;

/**
 * Passes on text in UTF-8 and escapes every invisible character except line ends and tabs, as
 * {@link OneLine} does: what files, names and other programs say cannot control a terminal. An
 * escape has the form "\u001b", which means the same character in a string of JSON, so JSON stays
 * JSON. Bytes that are no UTF-8 become U+FFFD.
 *
 * <p>It remembers the first failure, because {@link java.io.PrintStream} and {@link
 * java.io.PrintWriter} hide it from those who write. It allocates nothing while it passes text on.
 */
public final class CleanOutput extends OutputStream {
  private static final int REPLACEMENT = 0xfffd;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final OutputStream to;
  private final byte[] single = new byte[1];
  private byte[] clean = new byte[1 << 13];
  private int length;

  /** The bits so far of a character of several bytes, and how many bytes are missing. */
  private int begun;

  private int missing;
  private IOException failure;

  public CleanOutput(OutputStream to) {
    this.to = to;
  }

  @Override
  public synchronized void write(int value) throws IOException {
    single[0] = (byte) value;
    write(single, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
    if (failure != null) {
      throw failure;
    }
    length = 0;
    for (int i = offset; i < offset + count; i++) {
      take(bytes[i] & 0xff);
    }
    try {
      to.write(clean, 0, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    to.flush();
  }

  /** The first failure to write, if there was one. */
  public synchronized Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  private void take(int value) {
    if (missing > 0) {
      if ((value & 0xc0) == 0x80) {
        begun = (begun << 6) | (value & 0x3f);
        missing--;
        if (missing == 0) {
          character(begun <= Character.MAX_CODE_POINT ? begun : REPLACEMENT);
        }
        return;
      }
      missing = 0;
      character(REPLACEMENT);
    }
    if (value < 0x80) {
      character(value);
    } else if (value >= 0xc2 && value < 0xe0) {
      begin(value & 0x1f, 1);
    } else if (value >= 0xe0 && value < 0xf0) {
      begin(value & 0x0f, 2);
    } else if (value >= 0xf0 && value < 0xf5) {
      begin(value & 0x07, 3);
    } else {
      character(REPLACEMENT);
    }
  }

  private void begin(int bits, int more) {
    begun = bits;
    missing = more;
  }

  private void character(int character) {
    if (clean.length - length < 12) { // two escapes, for a pair of surrogates
      clean = Arrays.copyOf(clean, 2 * clean.length);
    }
    if (character == '\n' || character == '\t' || OneLine.isVisible(character)) {
      encode(character);
    } else if (character < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      escape(character);
    } else {
      escape(Character.highSurrogate(character));
      escape(Character.lowSurrogate(character));
    }
  }

  private void escape(int unit) {
    put('\\');
    put('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      put(HEX[(unit >> shift) & 0xf]);
    }
  }

  private void encode(int character) {
    if (character < 0x80) {
      put(character);
      return;
    }
    int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    int lead = more == 1 ? 0xc0 : more == 2 ? 0xe0 : 0xf0;
    put(lead | (character >> (6 * more)));
    for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) {
      put(0x80 | ((character >> shift) & 0x3f));
    }
  }

  private void put(int value) {
    clean[length++] = (byte) value;
  }
}
