package smilet.shared.frame;

/**
 * Turns a sensor's frame into a model's inputs: resampling to the grid, then normalisation. It owns
 * its scratch memory, allocates nothing per frame, and belongs to one thread.
 */
public final class Preprocessor {
  private final FrameFormat format;
  private final Normalisation normalisation;
  private final Resampler resampler;
  private final char[] cells;
  private final int fullScale;

  public Preprocessor(FrameFormat format, Grid grid, Normalisation normalisation) {
    this.format = format;
    this.normalisation = normalisation;
    this.resampler = new Resampler(format, grid.width(), grid.height());
    this.cells = new char[grid.cellCount()];
    this.fullScale = format.fullScale() << (16 - format.bits());
  }

  /**
   * Fills a model's inputs from a frame.
   *
   * @param frame in the format this preprocessor was made for, every pixel within it
   * @param input one int8 per cell of the grid, row by row; overwritten
   */
  public void apply(Frame frame, byte[] input) {
    apply(frame, 0, 0, format.width(), format.height(), input);
  }

  /**
   * Fills a model's inputs from a region of a frame. What the region has outside the frame looks
   * like the nearest pixel inside.
   *
   * @param frame in the format this preprocessor was made for, every pixel within it
   * @param left column of the region's first pixel
   * @param top row of the region's first pixel
   * @param width pixels, 1 to {@value Resampler#MAX_SIDE}
   * @param height pixels, 1 to {@value Resampler#MAX_SIDE}; width · height · full scale is below
   *     2^30, which every region of 8 bits fulfils
   * @param input one int8 per cell of the grid, row by row; overwritten
   */
  public void apply(Frame frame, int left, int top, int width, int height, byte[] input) {
    if (!frame.format().equals(format)) {
      throw new IllegalArgumentException("frames must be " + format + ", was " + frame.format());
    }
    if (input.length != cells.length) {
      throw new IllegalArgumentException(
          "inputs must be " + cells.length + " long, were " + input.length);
    }
    resampler.resample(frame.pixels(), left, top, width, height, cells);
    normalisation.apply(cells, fullScale, input);
  }

  /**
   * The cells of the grid that {@link #apply} resampled last, before normalisation. They are
   * overwritten by the next call, and must not be changed.
   */
  public char[] cells() {
    return cells;
  }

  /** The value of a white cell. */
  public int fullScale() {
    return fullScale;
  }
}
