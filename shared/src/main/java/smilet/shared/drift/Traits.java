package smilet.shared.drift;

import java.util.Arrays;
import smilet.shared.frame.Grid;

/**
 * Measures the traits of pictures in exact integers, the same on every machine. It owns its scratch
 * memory, allocates nothing per picture and belongs to one thread.
 */
public final class Traits {
  /** The middle of every trait: what a picture has that is too small or too even to tell. */
  public static final int UNKNOWN = 128;

  /** The greatest value of every trait. */
  public static final int MOST = 255;

  /** White noise, the sharpest of all, gets a sharpness of 253. */
  private static final int SHARPNESS_SCALE = 160;

  /** Fewer cells per side have no fine detail and no halves. */
  private static final int LEAST_SIDE = 4;

  private final int width;
  private final int height;
  private final long[] rowSums;
  private final long[] columnSums;
  private int brightness;
  private int contrast;
  private int sharpness;
  private int bands;
  private int halves;
  private boolean uniform;

  /**
   * @param grid of the pictures
   */
  public Traits(Grid grid) {
    this.width = grid.width();
    this.height = grid.height();
    this.rowSums = new long[height];
    this.columnSums = new long[width];
  }

  /**
   * Measures a picture.
   *
   * @param cells of the grid, row by row
   * @param fullScale the value of a white cell, 1 to 65535
   */
  public void measure(char[] cells, int fullScale) {
    if (cells.length != width * height) {
      throw new IllegalArgumentException(
          "cells must be " + width * height + ", were " + cells.length);
    }
    sharpness = UNKNOWN;
    bands = UNKNOWN;
    halves = UNKNOWN;
    measureLight(cells, fullScale);
    if (!uniform && Math.min(width, height) >= LEAST_SIDE) {
      measureDetail(cells);
      measureBands();
      measureHalves(cells);
    }
  }

  /** A trait of the picture measured last, 0 to 255. */
  public int get(Trait trait) {
    return switch (trait) {
      case BRIGHTNESS -> brightness;
      case CONTRAST -> contrast;
      case SHARPNESS -> sharpness;
      case BANDS -> bands;
      case HALVES -> halves;
    };
  }

  private void measureLight(char[] cells, int fullScale) {
    Arrays.fill(rowSums, 0);
    Arrays.fill(columnSums, 0);
    long sum = 0;
    long squares = 0;
    uniform = true;
    for (int i = 0; i < cells.length; i++) {
      long cell = cells[i];
      sum += cell;
      squares += cell * cell;
      rowSums[i / width] += cell;
      columnSums[i % width] += cell;
      uniform &= cell == cells[0];
    }
    long count = cells.length; // at most 2^14, cells below 2^16: all products are below 2^62
    brightness = value(MOST * sum / (count * fullScale));
    long deviation = (long) Math.sqrt((double) (count * squares - sum * sum)) / count;
    contrast = value(2 * MOST * deviation / fullScale);
  }

  private void measureDetail(char[] cells) {
    long across = 0;
    long down = 0;
    long detail = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int i = y * width + x;
        across += Math.abs(cells[i + 1] - cells[i]);
        down += Math.abs(cells[i + width] - cells[i]);
        detail +=
            Math.abs(
                4 * cells[i] - cells[i - 1] - cells[i + 1] - cells[i - width] - cells[i + width]);
      }
    }
    if (across + down > 0) {
      sharpness = value(SHARPNESS_SCALE * detail / (across + down));
    }
  }

  private void measureBands() {
    // Means of rows and of columns, both times the number of cells.
    long rows = bends(rowSums) * (width - 2) * height;
    long columns = bends(columnSums) * (height - 2) * width;
    if (rows + columns > 0) {
      bands = value(MOST * rows / (rows + columns));
    }
  }

  /** The sum of the absolute second differences. */
  private static long bends(long[] sums) {
    long bends = 0;
    for (int i = 1; i < sums.length - 1; i++) {
      bends += Math.abs(sums[i - 1] - 2 * sums[i] + sums[i + 1]);
    }
    return bends;
  }

  private void measureHalves(char[] cells) {
    int middleX = (width - 1) / 2;
    int middleY = (height - 1) / 2;
    long left = movement(cells, 0, 0, middleX, height - 1);
    long right = movement(cells, width - 1 - middleX, 0, middleX, height - 1);
    long upper = movement(cells, 0, 0, width - 1, middleY);
    long lower = movement(cells, 0, height - 1 - middleY, width - 1, middleY);
    long least = Math.min(Math.min(left, right), Math.min(upper, lower));
    long most = Math.max(Math.max(left, right), Math.max(upper, lower));
    if (most > 0) {
      halves = value(MOST * least / most);
    }
  }

  /** The mean difference of neighbours in a part of the picture, times 2^10. */
  private long movement(char[] cells, int left, int top, int columns, int rows) {
    long sum = 0;
    for (int y = top; y < top + rows; y++) {
      for (int x = left; x < left + columns; x++) {
        int i = y * width + x;
        sum += Math.abs(cells[i + 1] - cells[i]) + Math.abs(cells[i + width] - cells[i]);
      }
    }
    return (sum << 10) / ((long) columns * rows);
  }

  private static int value(long exact) {
    return Math.clamp(exact, 0, MOST);
  }
}
