package smilet.device.sensor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture from a file, in 8 bits of grey. Small binary PGM files are read here; for PNG and JPEG
 * the JDK's own readers are loaded, some 10 MB of them, and only then.
 */
final class GreyImage {
  /** The longest side that is read: eight times a frame's, and a Pi's memory has an end. */
  private static final int MAX_SIDE = 1024;

  private final int width;
  private final int height;
  private final byte[] pixels;

  private GreyImage(int width, int height, byte[] pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The pixel at column {@code x}, row {@code y}: 0 (dark) to 255. */
  int pixel(int x, int y) {
    return pixels[y * width + x] & 0xff;
  }

  /** Whether a file's name says that it is a picture. */
  static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png")
        || name.endsWith(".jpg")
        || name.endsWith(".jpeg")
        || name.endsWith(".pgm");
  }

  static GreyImage read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length > 2 && bytes[0] == 'P' && bytes[1] == '5') {
      return new PgmHeader(bytes).image();
    }
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("is neither PNG nor JPEG nor binary PGM (P5)");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        requireSize(reader.getWidth(0), reader.getHeight(0)); // before memory is spent on it
        return fromColours(reader.read(0));
      } catch (RuntimeException e) {
        throw new IOException("is damaged: " + e.getMessage(), e); // as some readers say it
      } finally {
        reader.dispose();
      }
    }
  }

  private static GreyImage fromColours(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] pixels = new byte[width * height];
    if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) { // as stored, where RGB would be brighter
      image.getRaster().getDataElements(0, 0, width, height, pixels);
      return new GreyImage(width, height, pixels);
    }
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = (byte) luma(row[x]);
      }
    }
    return new GreyImage(width, height, pixels);
  }

  /** Rec. 601 luma, 0.299 R + 0.587 G + 0.114 B, its factors in 1/65536 and their sum exactly 1. */
  private static int luma(int rgb) {
    int red = (rgb >> 16) & 0xff;
    int green = (rgb >> 8) & 0xff;
    int blue = rgb & 0xff;
    return (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16;
  }

  private static void requireSize(int width, int height) throws IOException {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new IOException(
          "must be 1x1 to %dx%d pixels, is %dx%d".formatted(MAX_SIDE, MAX_SIDE, width, height));
    }
  }

  /** Reads "P5 width height maxval" and one white space, with comments, then 8-bit pixels. */
  private static final class PgmHeader {
    private final byte[] bytes;
    private int position = 2;

    PgmHeader(byte[] bytes) {
      this.bytes = bytes;
    }

    GreyImage image() throws IOException {
      int width = number();
      int height = number();
      int brightest = number();
      requireSize(width, height);
      if (brightest < 1 || brightest > 255) {
        throw new IOException("has a brightest value of " + brightest + ", must be 1 to 255");
      }
      position++;
      if (bytes.length - position < width * height) {
        throw new IOException("ends before its last pixel");
      }
      byte[] pixels = new byte[width * height];
      for (int i = 0; i < pixels.length; i++) {
        int value = Math.min(brightest, bytes[position + i] & 0xff);
        pixels[i] = (byte) ((value * 255 + brightest / 2) / brightest);
      }
      return new GreyImage(width, height, pixels);
    }

    private int number() throws IOException {
      skipSpace();
      int start = position;
      while (position < bytes.length && bytes[position] >= '0' && bytes[position] <= '9') {
        position++;
      }
      int digits = position - start;
      if (digits == 0 || digits > 5) {
        throw new IOException("has a broken PGM header");
      }
      return Integer.parseInt(new String(bytes, start, digits, StandardCharsets.US_ASCII));
    }

    private void skipSpace() {
      while (position < bytes.length && (bytes[position] <= ' ' || bytes[position] == '#')) {
        if (bytes[position] == '#') {
          while (position < bytes.length && bytes[position] != '\n') {
            position++;
          }
        } else {
          position++;
        }
      }
    }
  }
}
