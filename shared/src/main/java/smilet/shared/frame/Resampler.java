package smilet.shared.frame;

import java.util.Arrays;

/**
 * Area resampling in exact integers: each cell of the grid becomes the mean brightness of the
 * rectangle of the frame that it covers, parts of pixels counted as parts.
 *
 * <p>Measure a frame W pixels wide in units of 1/w pixel, where w is the grid's width: a pixel is w
 * units wide and a cell exactly W. Every overlap of a pixel with a cell is then a whole number of
 * units, and a cell's overlaps with all pixels add up to W. The same holds for heights, so the sum
 * of pixel times overlap is W·H times the cell's mean, with no rounding anywhere. The one rounding
 * is the final division. A grid finer than the frame works the same way.
 */
final class Resampler {
  /** ceil(2^46 / area) as a factor and this shift divide exactly; see {@link #resample}. */
  private static final int RECIPROCAL_SHIFT = 46;

  private final FrameFormat format;
  private final Overlaps columns;
  private final Overlaps rows;
  private final long areaReciprocal;
  private final int area;
  private final int[] rowSums;
  private final int[] cellSums;

  Resampler(FrameFormat format, Grid grid) {
    this.format = format;
    this.columns = new Overlaps(format.width(), grid.width());
    this.rows = new Overlaps(format.height(), grid.height());
    this.area = format.pixelCount();
    this.areaReciprocal = ((1L << RECIPROCAL_SHIFT) + area - 1) / area;
    this.rowSums = new int[grid.width()];
    this.cellSums = new int[grid.cellCount()];
  }

  /**
   * Writes the mean of every cell, times 2^(16 - bits) and rounded half up, as unsigned 16-bit
   * values. The scale is the sensor's own: full scale becomes (2^bits - 1) · 2^(16 - bits).
   */
  void resample(char[] pixels, char[] cells) {
    int width = format.width();
    int cellsInRow = rowSums.length;
    Arrays.fill(cellSums, 0);
    for (int y = 0; y < format.height(); y++) {
      sumRow(pixels, y * width);
      for (int o = rows.first[y]; o < rows.first[y + 1]; o++) {
        int overlap = rows.length[o];
        int offset = rows.cell[o] * cellsInRow;
        for (int x = 0; x < cellsInRow; x++) {
          cellSums[offset + x] += overlap * rowSums[x];
        }
      }
    }
    // A sum is at most area · (2^bits - 1), so shifted it stays below area · 2^16 <= 2^30, half an
    // area more included. With m = ceil(2^46 / area), (n · m) >> 46 is floor(n / area) whenever
    // n < 2^46 / area, which is at least 2^32; and n · m < 2^30 / area · 2^47 stays below 2^63
    // because n / area < 2^16 + 1.
    int shift = 16 - format.bits();
    int half = area / 2;
    for (int i = 0; i < cellSums.length; i++) {
      long scaled = ((long) cellSums[i] << shift) + half;
      cells[i] = (char) ((scaled * areaReciprocal) >> RECIPROCAL_SHIFT);
    }
  }

  /** One row of the frame, summed into the columns of the grid: at most 128 · 65535 < 2^23. */
  private void sumRow(char[] pixels, int offset) {
    Arrays.fill(rowSums, 0);
    int[] first = columns.first;
    int[] cell = columns.cell;
    int[] length = columns.length;
    for (int x = 0; x < format.width(); x++) {
      int pixel = pixels[offset + x];
      for (int o = first[x]; o < first[x + 1]; o++) {
        rowSums[cell[o]] += length[o] * pixel;
      }
    }
  }

  /**
   * Which cells each pixel of one axis touches, and over how many units: the overlaps of pixel i
   * are {@code first[i]} up to {@code first[i + 1]}.
   */
  private static final class Overlaps {
    final int[] first;
    final int[] cell;
    final int[] length;

    Overlaps(int pixels, int cells) {
      first = new int[pixels + 1];
      // Each of the pixels + cells - 1 borders on the axis begins at most one overlap.
      int[] cellOf = new int[pixels + cells];
      int[] lengthOf = new int[pixels + cells];
      int count = 0;
      for (int pixel = 0; pixel < pixels; pixel++) {
        first[pixel] = count;
        int begin = pixel * cells;
        int end = begin + cells;
        for (int c = begin / pixels; c * pixels < end; c++) {
          cellOf[count] = c;
          lengthOf[count] = Math.min(end, (c + 1) * pixels) - Math.max(begin, c * pixels);
          count++;
        }
      }
      first[pixels] = count;
      cell = Arrays.copyOf(cellOf, count);
      length = Arrays.copyOf(lengthOf, count);
    }
  }
}
