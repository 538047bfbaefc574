package smilet.trainer.heads;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Writes grey pictures as PNG (ISO/IEC 15948) without compression: the bytes depend on no version
 * of zlib, so equal pixels are equal files everywhere.
 */
public final class GreyPng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** Most bytes in a stored block of the format Deflate (RFC 1951). */
  private static final int MOST_STORED = 65_535;

  private GreyPng() {}

  /** The file for a picture of 8-bit greys, by rows. */
  public static byte[] encode(byte[] greys, int width) {
    int height = greys.length / width;
    ByteArrayOutputStream out = new ByteArrayOutputStream(greys.length + height + 100);
    out.writeBytes(SIGNATURE);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    writeInt(header, width);
    writeInt(header, height);
    header.writeBytes(new byte[] {8, 0, 0, 0, 0}); // 8 bits, grey
    chunk(out, "IHDR", header.toByteArray());
    chunk(out, "IDAT", stored(greys, width));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** The rows, each after a 0 for "no filter", in the format zlib (RFC 1950). */
  private static byte[] stored(byte[] greys, int width) {
    byte[] rows = new byte[greys.length + greys.length / width];
    for (int from = 0, to = 1; from < greys.length; from += width, to += width + 1) {
      System.arraycopy(greys, from, rows, to, width);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(rows.length + 64);
    out.write(0x78); // deflate, window of 32 KiB
    out.write(0x01);
    for (int from = 0; from < rows.length; from += MOST_STORED) {
      int length = Math.min(MOST_STORED, rows.length - from);
      out.write(from + length == rows.length ? 1 : 0);
      out.write(length);
      out.write(length >> 8);
      out.write(~length);
      out.write(~length >> 8);
      out.write(rows, from, length);
    }
    Adler32 sum = new Adler32();
    sum.update(rows);
    writeInt(out, (int) sum.getValue());
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    writeInt(out, data.length);
    out.writeBytes(name);
    out.writeBytes(data);
    writeInt(out, (int) sum.getValue());
  }

  private static void writeInt(ByteArrayOutputStream out, int value) {
    out.write(value >> 24);
    out.write(value >> 16);
    out.write(value >> 8);
    out.write(value);
  }
}
