package smilet.shared.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file as the JDK's decoders read it. Unlike the JDK's own class it opens a {@link Path}, so the
 * name of the file need not be valid in the locale's character set, and it has a buffer.
 */
final class ChannelImageInput extends ImageInputStreamImpl {
  private static final int BUFFER_BYTES = 1 << 14;

  private final SeekableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

  /** Where the buffer begins in the file. */
  private long bufferStart;

  ChannelImageInput(Path path) throws IOException {
    channel = Files.newByteChannel(path);
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    if (!fill()) {
      return -1;
    }
    streamPos++;
    return buffer.get() & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(bytes, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    try {
      return channel.size();
    } catch (IOException unknown) {
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    channel.close();
  }

  /** Moves the buffer so that its next byte is that of the stream's position, unless at the end. */
  private boolean fill() throws IOException {
    checkClosed();
    long ahead = streamPos - bufferStart;
    if (ahead >= 0 && ahead < buffer.limit()) {
      buffer.position((int) ahead);
      return true;
    }
    bufferStart = streamPos;
    channel.position(streamPos);
    int count = channel.read(buffer.clear());
    buffer.position(0).limit(Math.max(0, count));
    return count > 0;
  }
}
