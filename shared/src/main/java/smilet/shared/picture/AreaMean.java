package smilet.shared.picture;

import java.util.Locale;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * Shrinks a grey picture to a frame in exact integers: the picture is divided into as many
 * rectangles as the frame has pixels, without gaps and without overlaps, and each pixel of the
 * frame is the mean of one rectangle, rounded half up. A side that is short enough stays as it is.
 *
 * <p>Rectangle i of n along a side of s pixels begins at pixel floor(i s / n). Rows are added one
 * by one from the top, so no more than one row of the picture has to be in memory.
 */
public final class AreaMean {
  private final int height;
  private final Frame frame;
  private final int lostBits;
  private final int[] left;
  private final long[] sums; // of at most 2^14 x 2^14 pixels of 16 bits each: below 2^44
  private int row;
  private int firstRow;
  private int frameRow;

  /**
   * @param bits of each pixel of the picture
   * @param columns of the frame, at most width
   * @param rows of the frame, at most height
   * @param frameBits of each pixel of the frame, at most {@code bits}; lower bits are cut off
   */
  AreaMean(int width, int height, int bits, int columns, int rows, int frameBits) {
    this.height = height;
    this.lostBits = bits - frameBits;
    this.frame = new Frame(new FrameFormat(columns, rows, frameBits));
    this.left = new int[columns + 1];
    for (int x = 0; x <= columns; x++) {
      left[x] = boundary(x, width, columns);
    }
    this.sums = new long[columns];
  }

  /** Keeps the bits. */
  AreaMean(int width, int height, int bits, int columns, int rows) {
    this(width, height, bits, columns, rows, bits);
  }

  /** Shrinks a frame so that no side is longer than {@code maxSide}. */
  public static Frame shrink(Frame frame, int maxSide) {
    FrameFormat format = frame.format();
    AreaMean mean =
        new AreaMean(
            format.width(),
            format.height(),
            format.bits(),
            Math.min(format.width(), maxSide),
            Math.min(format.height(), maxSide));
    int[] row = new int[format.width()];
    for (int y = 0; y < format.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        row[x] = frame.pixels()[y * row.length + x];
      }
      mean.add(row);
    }
    return mean.frame();
  }

  /** Adds the next row of the picture. */
  void add(int[] greys) {
    for (int x = 0; x < sums.length; x++) {
      long sum = sums[x];
      for (int i = left[x]; i < left[x + 1]; i++) {
        sum += greys[i];
      }
      sums[x] = sum;
    }
    row++;
    if (row == boundary(frameRow + 1, height, frame.format().height())) {
      endFrameRow();
    }
  }

  /** The frame, once every row of the picture is added. */
  Frame frame() {
    if (row != height) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%d of %d rows were added", row, height));
    }
    return frame;
  }

  private void endFrameRow() {
    int offset = frameRow * sums.length;
    for (int x = 0; x < sums.length; x++) {
      long count = (long) (left[x + 1] - left[x]) * (row - firstRow);
      frame.pixels()[offset + x] = (char) (((2 * sums[x] + count) / (2 * count)) >> lostBits);
      sums[x] = 0;
    }
    firstRow = row;
    frameRow++;
  }

  private static int boundary(int index, int side, int count) {
    return (int) ((long) index * side / count);
  }
}
