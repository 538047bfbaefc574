package smilet.shared.frame;

/**
 * The shape of a sensor's frames: {@code width} x {@code height} pixels, each an unsigned integer
 * of {@code bits} bits.
 *
 * @param width pixels per row, 1 to {@value Grid#MAX_SIDE}
 * @param height rows, 1 to {@value Grid#MAX_SIDE}
 * @param bits bits per pixel, 1 to 16; a pixel is 0 (dark) to 2^bits - 1 (bright)
 */
public record FrameFormat(int width, int height, int bits) {
  public FrameFormat {
    Grid.requireSide("frame width", width);
    Grid.requireSide("frame height", height);
    if (bits < 1 || bits > 16) {
      throw new IllegalArgumentException("bits per pixel must be 1 to 16, was " + bits);
    }
  }

  /** The pixels as a grid, to compare with a model's grid. */
  public Grid grid() {
    return new Grid(width, height);
  }

  /** Pixels in a frame. */
  public int pixelCount() {
    return width * height;
  }

  /** The brightest value a pixel can have, 2^bits - 1. */
  public int fullScale() {
    return (1 << bits) - 1;
  }

  @Override
  public String toString() {
    return width + "x" + height + " " + bits + " bit";
  }
}
