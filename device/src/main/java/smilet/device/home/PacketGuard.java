package smilet.device.home;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Refuses packets of a broker that would fill the memory. The library allocates as many bytes as
 * the head of a packet says, up to 256 MB, and keeps each message of quality of service 2 until the
 * broker releases it. All that the device asks for is short and of quality 0.
 */
final class PacketGuard extends FilterInputStream {
  /** The longest packet behind its head; commands and their topics are much shorter. */
  static final int MOST_BYTES = 2048;

  private static final int PUBLISH = 3;
  private static final int MORE = 0x80;

  /** What the next byte is; while {@link #left} is positive it is of a packet's body. */
  private boolean isLength;

  private volatile IOException refusal;
  private int left;
  private int length;
  private int shift;

  PacketGuard(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      check(value);
    }
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    int read = super.read(bytes, offset, count);
    for (int i = 0; i < read; ) {
      if (left > 0) {
        int body = Math.min(left, read - i);
        left -= body;
        i += body;
      } else {
        check(bytes[offset + i++] & 0xff);
      }
    }
    return read;
  }

  private IOException refuse(String words) {
    refusal = new IOException(words);
    return refusal;
  }

  /** Why a packet was refused; empty if none was. Any thread may ask. */
  Optional<IOException> refusal() {
    return Optional.ofNullable(refusal);
  }

  private void check(int value) throws IOException {
    if (left > 0) {
      left--;
    } else if (!isLength) {
      if (value >> 4 == PUBLISH && (value & 0b110) != 0) {
        throw refuse("it sends messages in a quality of service that was not asked for");
      }
      isLength = true;
      length = 0;
      shift = 0;
    } else {
      length |= (value & ~MORE) << shift; // at most 28 bits before the limit stops it
      shift += 7;
      if (length > MOST_BYTES || shift > 21) {
        throw refuse("it sends packets of more than " + MOST_BYTES + " bytes");
      }
      if ((value & MORE) == 0) {
        isLength = false;
        left = length;
      }
    }
  }
}
