package smilet.shared.frame;

import java.util.Arrays;
import java.util.Locale;

/**
 * Area resampling in exact integers: each cell of a grid becomes the mean brightness of the
 * rectangle that it covers in a region of the frame, parts of pixels counted as parts. What the
 * region has outside the frame looks like the nearest pixel inside.
 *
 * <p>Measure a region W pixels wide in units of 1/w pixel, where w is the number of the grid's
 * columns: a pixel is w units wide and a cell exactly W. Every overlap of a pixel with a cell is
 * then a whole number of units, and a cell's overlaps with all pixels add up to W. The same holds
 * for heights, so the sum of pixel times overlap is W·H times the cell's mean, with no rounding
 * anywhere. The one rounding is the final division. A grid finer than the region works the same
 * way.
 *
 * <p>It owns its scratch memory, allocates nothing per frame, and belongs to one thread.
 */
public final class Resampler {
  /** The longest side of a region, in pixels. */
  public static final int MAX_SIDE = 1024;

  private final FrameFormat format;
  private final int columns;
  private final int rows;

  /** Of one row of cells, each column of pixels times its overlap. */
  private final int[] columnSums;

  /**
   * @param columns of the grid, 1 to {@value FrameFormat#MAX_WIDTH}
   * @param rows of the grid, 1 to {@value FrameFormat#MAX_HEIGHT}
   */
  public Resampler(FrameFormat format, int columns, int rows) {
    if (columns < 1
        || columns > FrameFormat.MAX_WIDTH
        || rows < 1
        || rows > FrameFormat.MAX_HEIGHT) {
      throw new IllegalArgumentException(
          "the grid must be 1x1 to 640x480, was " + columns + "x" + rows);
    }
    this.format = format;
    this.columns = columns;
    this.rows = rows;
    this.columnSums = new int[MAX_SIDE];
  }

  /** {@link #resample(char[], int, int, int, int, char[])} of the whole frame. */
  public void resample(char[] pixels, char[] cells) {
    resample(pixels, 0, 0, format.width(), format.height(), cells);
  }

  /**
   * Writes the mean of every cell, times 2^(16 - bits) and rounded half up, as unsigned 16-bit
   * values. The scale is the sensor's own: full scale becomes (2^bits - 1) · 2^(16 - bits).
   *
   * @param pixels of a frame in the format this resampler was made for
   * @param left column of the region's first pixel; may be outside the frame, as the next three
   * @param top row of the region's first pixel
   * @param width pixels, 1 to {@value #MAX_SIDE}
   * @param height pixels, 1 to {@value #MAX_SIDE}; width · height · full scale is below 2^30, which
   *     every region of 8 bits fulfils
   * @param cells one per cell of the grid, row by row; overwritten
   */
  public void resample(char[] pixels, int left, int top, int width, int height, char[] cells) {
    requireRegion(width, height);
    for (int row = 0; row < rows; row++) {
      sumColumns(pixels, left, top, width, height, row);
      means(width, height, cells, row * columns);
    }
  }

  private void requireRegion(int width, int height) {
    if (width < 1
        || width > MAX_SIDE
        || height < 1
        || height > MAX_SIDE
        || (long) width * height * format.fullScale() >= 1 << 30) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the region must be 1x1 to %dx%d, and its area times %d below 2^30, was %dx%d",
              MAX_SIDE,
              MAX_SIDE,
              format.fullScale(),
              width,
              height));
    }
  }

  /** Each sum is at most height · fullScale, and a region's sum below 2^30. */
  private void sumColumns(char[] pixels, int left, int top, int width, int height, int row) {
    Arrays.fill(columnSums, 0, width, 0);
    int begin = row * height; // in units of 1/rows pixel
    int end = begin + height;
    int first = Math.max(0, -left);
    int last = Math.clamp(format.width() - left, 0, width);
    for (int y = begin / rows; y * rows < end; y++) {
      int overlap = Math.min(end, (y + 1) * rows) - Math.max(begin, y * rows);
      int at = Math.clamp(top + y, 0, format.height() - 1) * format.width();
      add(pixels, at + left, first, last, overlap, columnSums);
      if (first > 0) {
        addToAll(overlap * pixels[at], 0, Math.min(first, width));
      }
      if (last < width) {
        addToAll(overlap * pixels[at + format.width() - 1], Math.max(last, 0), width);
      }
    }
  }

  private static void add(char[] pixels, int at, int from, int to, int overlap, int[] sums) {
    for (int x = from; x < to; x++) {
      sums[x] += overlap * pixels[at + x];
    }
  }

  private void addToAll(int value, int from, int to) {
    for (int x = from; x < to; x++) {
      columnSums[x] += value;
    }
  }

  private void means(int width, int height, char[] cells, int offset) {
    // A sum is at most area · fullScale, below 2^30, so that n = sum · 2^(16 - bits) + area / 2 is
    // a double exactly. (n + 1/2) / area is at least 1 / (2 area) >= 2^-21 away from every integer,
    // and what a double rounds here is less than 2^-34. So the cast gives floor(n / area).
    double scale = 1 << (16 - format.bits());
    int area = width * height;
    int halfArea = area / 2;
    double half = halfArea + 0.5;
    double perArea = 1.0 / area;
    int x = 0;
    for (int column = 0; column < columns; column++) {
      int end = (column + 1) * width; // in units of 1/columns pixel
      int sum = 0;
      for (int at = column * width; at < end; ) {
        int next = Math.min(end, (x + 1) * columns);
        sum += (next - at) * columnSums[x];
        at = next;
        x += at == (x + 1) * columns ? 1 : 0;
      }
      cells[offset + column] = (char) (int) ((sum * scale + half) * perArea);
    }
  }
}
