package smilet.trainer.data;

import java.io.IOException;

/** The portable grey map: P2 (digits) and P5 (bytes), up to 16 bits a pixel. */
final class Pgm {
  private static final int MAX_SIDE = 16384;

  private final byte[] bytes;
  private int at = 2;

  private Pgm(byte[] bytes) {
    this.bytes = bytes;
  }

  static boolean begins(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == 'P' && (bytes[1] == '2' || bytes[1] == '5');
  }

  static Greys read(byte[] bytes) throws IOException {
    Pgm pgm = new Pgm(bytes);
    int width = pgm.number("width", 1, MAX_SIDE);
    int height = pgm.number("height", 1, MAX_SIDE);
    int white = pgm.number("white", 1, 65535);
    int bits = white > 255 ? 16 : 8;
    char[] pixels =
        bytes[1] == '5' ? pgm.binary(width * height, white) : pgm.digits(width * height, white);
    int fullScale = (1 << bits) - 1;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (char) ((pixels[i] * fullScale + white / 2) / white);
    }
    return new Greys(width, height, bits, pixels);
  }

  private char[] binary(int count, int white) throws IOException {
    at++; // the one white space after the header
    int each = white > 255 ? 2 : 1;
    if (bytes.length - at < (long) count * each) {
      throw new IOException("cut off: %d of %d bytes".formatted(bytes.length - at, count * each));
    }
    char[] pixels = new char[count];
    for (int i = 0; i < count; i++) {
      int value = bytes[at++] & 0xff;
      if (each == 2) {
        value = (value << 8) | (bytes[at++] & 0xff);
      }
      pixels[i] = (char) Math.min(value, white);
    }
    return pixels;
  }

  private char[] digits(int count, int white) throws IOException {
    if (bytes.length - at < count) {
      throw new IOException("cut off: fewer numbers than pixels");
    }
    char[] pixels = new char[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = (char) number("pixel", 0, white);
    }
    return pixels;
  }

  /** The next number, past white space and comments. */
  private int number(String what, int least, int most) throws IOException {
    while (at < bytes.length && (Character.isWhitespace(bytes[at]) || bytes[at] == '#')) {
      if (bytes[at] == '#') {
        while (at < bytes.length && bytes[at] != '\n') {
          at++;
        }
      } else {
        at++;
      }
    }
    int begin = at;
    int value = 0;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && value <= most) {
      value = 10 * value + bytes[at++] - '0';
    }
    if (at == begin || value < least || value > most) {
      throw new IOException("%s must be %d to %d at byte %d".formatted(what, least, most, begin));
    }
    return value;
  }
}
