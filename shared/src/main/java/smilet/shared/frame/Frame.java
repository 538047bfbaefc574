package smilet.shared.frame;

import java.util.Locale;

/**
 * One picture from the pixel grid. A frame is memory to be filled again and again: a sensor writes
 * its pixels and the time of capture, the loop reads them, nothing is allocated in between. Its
 * format changes only if {@link #reshape} is called. It belongs to one thread at a time.
 */
public final class Frame {
  private FrameFormat format;
  private char[] pixels;
  private long captureNanos;

  /** Makes a black frame, captured at 0. */
  public Frame(FrameFormat format) {
    this.format = format;
    this.pixels = new char[format.pixelCount()];
  }

  public FrameFormat format() {
    return format;
  }

  /**
   * The pixels themselves, row by row from the top left, each 0 to {@link FrameFormat#fullScale()}:
   * write here to fill the frame. They are {@code char} because that is Java's unsigned 16-bit
   * integer; a value above full scale is the writer's mistake, which {@link #requireInRange()}
   * finds.
   */
  public char[] pixels() {
    return pixels;
  }

  /**
   * Gives the frame another format; its pixels are undefined afterwards, and {@link #pixels()} is
   * another array. Does nothing if the frame has that format already.
   */
  public void reshape(FrameFormat other) {
    if (!other.equals(format)) {
      format = other;
      pixels = new char[other.pixelCount()];
    }
  }

  /** The pixel at column {@code x}, row {@code y}. */
  public int pixel(int x, int y) {
    if (x < 0 || x >= format.width() || y < 0 || y >= format.height()) {
      throw new IndexOutOfBoundsException("no pixel (" + x + ", " + y + ") in " + format);
    }
    return pixels[y * format.width() + x];
  }

  /** When the frame was captured, in nanoseconds of the clock that the loop runs on. */
  public long captureNanos() {
    return captureNanos;
  }

  public void captureNanos(long nanos) {
    captureNanos = nanos;
  }

  /** Makes this frame equal to another of the same format, capture time included. */
  public void copyFrom(Frame other) {
    if (!format.equals(other.format)) {
      throw new IllegalArgumentException("frame is " + format + ", was given " + other.format);
    }
    System.arraycopy(other.pixels, 0, pixels, 0, pixels.length);
    captureNanos = other.captureNanos;
  }

  /**
   * Checks that every pixel fits the format.
   *
   * @throws IllegalArgumentException naming the first pixel that does not
   */
  public void requireInRange() {
    int fullScale = format.fullScale();
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] > fullScale) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "pixel (%d, %d) must be 0 to %d, was %d",
                i % format.width(),
                i / format.width(),
                fullScale,
                (int) pixels[i]));
      }
    }
  }
}
