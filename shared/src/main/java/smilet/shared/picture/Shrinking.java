package smilet.shared.picture;

import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

/** How a picture that is too large becomes a frame. */
sealed interface Shrinking {
  /** What collects the rows of a picture. */
  AreaMean mean(int width, int height, int bits);

  /** Is told that only one of so many columns and rows of the picture is read. */
  void coarse(int step);

  /**
   * Each side is shrunk to {@value Grid#MAX_SIDE} pixels if it is longer, and pixels keep their
   * bits: for a face that fills its picture.
   */
  record EachSide() implements Shrinking {
    @Override
    public AreaMean mean(int width, int height, int bits) {
      return new AreaMean(
          width, height, bits, Math.min(width, Grid.MAX_SIDE), Math.min(height, Grid.MAX_SIDE));
    }

    @Override
    public void coarse(int step) {}
  }

  /**
   * The whole picture is shrunk to {@value FrameFormat#MAX_WIDTH} x {@value FrameFormat#MAX_HEIGHT}
   * pixels of 8 bits if it is larger, and keeps its proportions: for faces in a picture.
   */
  final class Whole implements Shrinking {
    private int step = 1;
    private double factor = 1;

    @Override
    public AreaMean mean(int width, int height, int bits) {
      factor = Math.max(factor, (double) width / FrameFormat.MAX_WIDTH);
      factor = Math.max(factor, (double) height / FrameFormat.MAX_HEIGHT);
      int columns = Math.clamp(Math.round(width / factor), 1, FrameFormat.MAX_WIDTH);
      int rows = Math.clamp(Math.round(height / factor), 1, FrameFormat.MAX_HEIGHT);
      return new AreaMean(width, height, bits, columns, rows, Math.min(bits, 8));
    }

    @Override
    public void coarse(int step) {
      this.step = step;
    }

    /** How many times longer the picture's sides are than the frame's, 1 or more. */
    double factor() {
      return step * factor;
    }
  }
}
