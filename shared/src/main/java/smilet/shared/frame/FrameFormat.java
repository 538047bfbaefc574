package smilet.shared.frame;

import java.util.Locale;

/**
 * The shape of a sensor's frames: {@code width} x {@code height} pixels, each an unsigned integer
 * of {@code bits} bits. Frames with a side of more than {@value Grid#MAX_SIDE} pixels come from
 * cameras and have at most 8 bits.
 *
 * @param width pixels per row, 1 to {@value #MAX_WIDTH}
 * @param height rows, 1 to {@value #MAX_HEIGHT}
 * @param bits bits per pixel, 1 to 16; a pixel is 0 (dark) to 2^bits - 1 (bright)
 */
public record FrameFormat(int width, int height, int bits) {
  /** The most pixels per row. */
  public static final int MAX_WIDTH = 640;

  /** The most rows. */
  public static final int MAX_HEIGHT = 480;

  public FrameFormat {
    require("frame width", width, MAX_WIDTH);
    require("frame height", height, MAX_HEIGHT);
    require("bits per pixel", bits, 16);
    if (bits > 8 && Math.max(width, height) > Grid.MAX_SIDE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "frames of more than %dx%d pixels must have 1 to 8 bits per pixel, were %dx%d with"
                  + " %d",
              Grid.MAX_SIDE,
              Grid.MAX_SIDE,
              width,
              height,
              bits));
    }
  }

  /** The largest grid that a model for these frames can have: one cell per pixel, if it may. */
  public Grid grid() {
    return new Grid(Math.min(width, Grid.MAX_SIDE), Math.min(height, Grid.MAX_SIDE));
  }

  /** Pixels in a frame. */
  public int pixelCount() {
    return width * height;
  }

  /** The brightest value a pixel can have, 2^bits - 1. */
  public int fullScale() {
    return (1 << bits) - 1;
  }

  private static void require(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(what + " must be 1 to " + most + ", was " + value);
    }
  }

  @Override
  public String toString() {
    return width + "x" + height + " " + bits + " bit";
  }
}
