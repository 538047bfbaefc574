package smilet.shared.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNG files of every colour type and depth, sample by sample, so that a test knows what is
 * in them without trusting another encoder.
 */
final class PngBytes {
  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int RGB_ALPHA = 6;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private PngBytes() {}

  /** Samples per pixel of a colour type. */
  static int channels(int colourType) {
    return switch (colourType) {
      case GREY, PALETTE -> 1;
      case GREY_ALPHA -> 2;
      case RGB -> 3;
      default -> 4;
    };
  }

  /**
   * Encodes a picture.
   *
   * @param depth bits per sample
   * @param samples row by row, the samples of a pixel one after the other
   * @param palette 0xRRGGBB, empty if the colour type has none
   */
  static byte[] of(int colourType, int depth, int width, int[] samples, int[] palette)
      throws IOException {
    PngBytes png = new PngBytes();
    png.bytes.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    int perRow = width * channels(colourType);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(header);
    out.writeInt(width);
    out.writeInt(samples.length / perRow);
    out.write(new byte[] {(byte) depth, (byte) colourType, 0, 0, 0});
    png.chunk("IHDR", header.toByteArray());
    if (palette.length > 0) {
      byte[] colours = new byte[3 * palette.length];
      for (int i = 0; i < colours.length; i++) {
        colours[i] = (byte) (palette[i / 3] >> (16 - 8 * (i % 3)));
      }
      png.chunk("PLTE", colours);
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
      for (int first = 0; first < samples.length; first += perRow) {
        deflater.write(0); // no filter
        deflater.write(packed(samples, first, perRow, depth));
      }
    }
    png.chunk("IDAT", data.toByteArray());
    png.chunk("IEND", new byte[0]);
    return png.bytes.toByteArray();
  }

  private static byte[] packed(int[] samples, int first, int count, int depth) {
    byte[] row = new byte[(count * depth + 7) / 8];
    for (int bit = 0; bit < count * depth; bit++) {
      int sample = samples[first + bit / depth];
      int value = sample >> (depth - 1 - bit % depth) & 1;
      row[bit / 8] |= (byte) (value << (7 - bit % 8));
    }
    return row;
  }

  private void chunk(String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }
}
