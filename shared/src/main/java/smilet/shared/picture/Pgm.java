package smilet.shared.picture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import smilet.shared.frame.Frame;

/**
 * The portable grey map: P2 (numbers in text) and P5 (bytes), up to 16 bits per pixel. Pixels are
 * scaled so that the file's white becomes full scale.
 */
final class Pgm {
  private static final int MAGIC_BYTES = 2;
  private static final int END = -1;

  private final InputStream in;
  private final boolean binary;

  /** The byte that was read last, not yet used; {@link #END} after the last one. */
  private int next;

  /** Where {@link #next} is in the file. */
  private int offset = MAGIC_BYTES;

  private Pgm(InputStream in) throws IOException {
    this.in = in;
    this.binary = in.readNBytes(MAGIC_BYTES)[1] == '5';
    this.next = in.read();
  }

  /**
   * Reads a picture.
   *
   * @param in where a PGM begins, which its first two bytes say
   */
  static Frame read(InputStream in, Shrinking shrinking) throws IOException {
    return new Pgm(in).frame(shrinking);
  }

  private Frame frame(Shrinking shrinking) throws IOException {
    int width = number("width", 1, PictureFile.MAX_SIDE);
    int height = number("height", 1, PictureFile.MAX_SIDE);
    int white = number("white", 1, 65535);
    int bits = white > 255 ? 16 : 8;
    int fullScale = (1 << bits) - 1;
    AreaMean mean = shrinking.mean(width, height, bits);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      if (binary) {
        bytes(row, white);
      } else {
        digits(row, white);
      }
      for (int x = 0; x < width; x++) {
        row[x] = (int) (((long) row[x] * fullScale + white / 2) / white); // below 2^33
      }
      mean.add(row);
    }
    return mean.frame();
  }

  /** One row of bytes. The one white space after the header is {@link #next}. */
  private void bytes(int[] row, int white) throws IOException {
    int each = white > 255 ? 2 : 1;
    byte[] bytes = in.readNBytes(row.length * each);
    if (bytes.length < row.length * each) {
      throw new IOException("it ends before its last pixel");
    }
    for (int x = 0; x < row.length; x++) {
      int value =
          each == 1 ? bytes[x] & 0xff : (bytes[2 * x] & 0xff) << 8 | (bytes[2 * x + 1] & 0xff);
      row[x] = Math.min(value, white);
    }
  }

  private void digits(int[] row, int white) throws IOException {
    for (int x = 0; x < row.length; x++) {
      row[x] = number("pixel", 0, white);
    }
  }

  /** The next number, past white space and comments. */
  private int number(String what, int least, int most) throws IOException {
    skipSpaceAndComments();
    if (next == END) {
      throw new IOException("it ends before its last pixel");
    }
    int begin = offset;
    int value = 0;
    while (next >= '0' && next <= '9' && value <= most) {
      value = 10 * value + next - '0';
      advance();
    }
    if (offset == begin || value < least || value > most) {
      throw new IOException(
          String.format(
              Locale.ROOT, "its %s must be %d to %d, at byte %d", what, least, most, begin));
    }
    return value;
  }

  private void skipSpaceAndComments() throws IOException {
    boolean comment = false;
    while (next != END && (comment || next == '#' || Character.isWhitespace(next))) {
      comment = next == '#' || (comment && next != '\n');
      advance();
    }
  }

  private void advance() throws IOException {
    next = in.read();
    offset++;
  }
}
