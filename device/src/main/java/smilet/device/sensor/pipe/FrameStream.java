package smilet.device.sensor.pipe;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream of bytes into frames, whatever the size of the pieces in which the bytes arrive.
 */
final class FrameStream {
  private final InputStream in;
  private final byte[] frame;

  FrameStream(InputStream in, int frameBytes) {
    this.in = in;
    this.frame = new byte[frameBytes];
  }

  /**
   * Waits for the next whole frame.
   *
   * @return its bytes, valid until the next call; null if the stream ended, even within a frame
   */
  byte[] next() throws IOException {
    int filled = 0;
    while (filled < frame.length) {
      int count = in.read(frame, filled, frame.length - filled);
      if (count < 0) {
        return null;
      }
      filled += count;
    }
    return frame;
  }
}
