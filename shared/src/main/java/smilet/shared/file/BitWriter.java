package smilet.shared.file;

import java.util.Arrays;

/** Appends integers of any width, most significant bit first. */
final class BitWriter {
  private byte[] bytes = new byte[1024];
  private long bitCount;

  /** Appends the lowest {@code count} bits of {@code value}, 1 to 64. */
  void put(long value, int count) {
    int needed = Math.toIntExact((bitCount + count + 7) / 8);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    for (int left = count; left > 0; ) {
      int free = 8 - (int) (bitCount & 7);
      int taken = Math.min(free, left);
      left -= taken;
      long part = (value >>> left) & ((1 << taken) - 1);
      bytes[(int) (bitCount >> 3)] |= (byte) (part << (free - taken));
      bitCount += taken;
    }
  }

  void put(byte[] content) {
    for (byte b : content) {
      put(b, 8);
    }
  }

  /** Fills the last byte up with zero bits. */
  void align() {
    bitCount = (bitCount + 7) & ~7L;
  }

  /** Overwrites 32 bits at a byte offset already written. */
  void putIntAt(int offset, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[offset + i] = (byte) (value >>> (24 - 8 * i));
    }
  }

  int length() {
    return (int) ((bitCount + 7) >> 3);
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length());
  }
}
