package smilet.shared.file;

import java.util.Locale;

/** Reads integers of any width, most significant bit first, and never past the end. */
final class BitReader {
  private final byte[] bytes;
  private final int end;
  private long position; // in bits

  /** Reads the first {@code length} bytes of an array. */
  BitReader(byte[] bytes, int length) {
    this.bytes = bytes;
    this.end = length;
  }

  /** The byte that the next bit is taken from. */
  int offset() {
    return (int) (position >> 3);
  }

  /**
   * Checks that {@code count} values of {@code bits} bits are left, before memory for them is
   * allocated.
   */
  void require(long count, int bits, String what) throws MalformedModelException {
    if (count * bits > 8L * end - position) {
      throw new MalformedModelException(
          offset(),
          String.format(
              Locale.ROOT, "%s: needs %d values of %d bits, but the file ends", what, count, bits));
    }
  }

  /** The next {@code count} bits, 1 to 64, as an unsigned integer. */
  long unsigned(int count, String what) throws MalformedModelException {
    require(1, count, what);
    long value = 0;
    for (int left = count; left > 0; ) {
      int free = 8 - (int) (position & 7);
      int taken = Math.min(free, left);
      left -= taken;
      int part = (bytes[offset()] >>> (free - taken)) & ((1 << taken) - 1);
      value = (value << taken) | part;
      position += taken;
    }
    return value;
  }

  /** The next {@code count} bits, 1 to 64, as a two's complement integer. */
  long signed(int count, String what) throws MalformedModelException {
    int spare = 64 - count;
    return unsigned(count, what) << spare >> spare;
  }

  int unsignedByte(String what) throws MalformedModelException {
    return (int) unsigned(8, what);
  }

  int unsignedShort(String what) throws MalformedModelException {
    return (int) unsigned(16, what);
  }

  byte[] bytes(int count, String what) throws MalformedModelException {
    require(count, 8, what);
    byte[] result = new byte[count];
    for (int i = 0; i < count; i++) {
      result[i] = (byte) unsigned(8, what);
    }
    return result;
  }

  /** Skips to the next whole byte. */
  void align() {
    position = (position + 7) & ~7L;
  }

  boolean atEnd() {
    return position == 8L * end;
  }
}
