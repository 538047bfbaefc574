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
    this.resampler = new Resampler(format, grid);
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
    if (!frame.format().equals(format)) {
      throw new IllegalArgumentException("frames must be " + format + ", was " + frame.format());
    }
    if (input.length != cells.length) {
      throw new IllegalArgumentException(
          "inputs must be " + cells.length + " long, were " + input.length);
    }
    resampler.resample(frame.pixels(), cells);
    normalisation.apply(cells, fullScale, input);
  }
}
