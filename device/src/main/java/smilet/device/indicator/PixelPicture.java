package smilet.device.indicator;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.frame.Preprocessor;

/**
 * Draws frames as grey half blocks, two pixels per character. A frame that is larger than there is
 * room for, or than {@value #MAX_SIDE} pixels per side, is reduced, a smaller one enlarged by a
 * whole factor, and the greys are stretched from the darkest to the brightest pixel.
 */
final class PixelPicture {
  /** The most pixels per side, so that a large terminal is not filled by them. */
  static final int MAX_SIDE = 32;

  /** The 256 standard colours end in 24 greys, from nearly black to nearly white. */
  private static final int FIRST_GREY = 232;

  private static final int GREYS = 24;

  private final Grid grid;
  private final Preprocessor reduce;
  private final byte[] cells;
  private final int scale;
  private int darkest;
  private int range;

  /**
   * @param grid frames are resampled to it first
   * @param room the most columns and lines, 1 or more
   */
  PixelPicture(FrameFormat format, Grid grid, ScreenSize room) {
    int maxWidth = Math.min(MAX_SIDE, room.columns());
    int maxHeight = Math.min(MAX_SIDE, 2 * room.rows());
    this.grid = new Grid(Math.min(maxWidth, grid.width()), Math.min(maxHeight, grid.height()));
    this.reduce = new Preprocessor(format, this.grid, Normalisation.NONE);
    this.cells = new byte[this.grid.cellCount()];
    this.scale = Math.min(maxWidth / this.grid.width(), maxHeight / this.grid.height());
  }

  /** Characters per line. */
  int columns() {
    return grid.width() * scale;
  }

  int lines() {
    return (grid.height() * scale + 1) / 2;
  }

  void take(Frame frame) {
    reduce.apply(frame, cells);
    int brightest = Byte.MIN_VALUE;
    darkest = Byte.MAX_VALUE;
    for (byte cell : cells) {
      darkest = Math.min(darkest, cell);
      brightest = Math.max(brightest, cell);
    }
    range = Math.max(1, brightest - darkest);
  }

  /** Draws one line; below the last one, blanks. */
  void draw(int line, TextScreen screen) {
    if (line >= lines()) {
      screen.repeat(' ', columns());
      return;
    }
    int topShown = -1;
    int bottomShown = -1;
    for (int column = 0; column < columns(); column++) {
      int top = grey(column, 2 * line);
      int bottom = grey(column, 2 * line + 1);
      if (top != topShown) {
        screen.foreground(top);
        topShown = top;
      }
      if (bottom != bottomShown) {
        screen.background(bottom);
        bottomShown = bottom;
      }
      screen.character('▀');
    }
    screen.plain();
  }

  private int grey(int column, int row) {
    int y = Math.min(row / scale, grid.height() - 1);
    int cell = cells[y * grid.width() + column / scale];
    return FIRST_GREY + (cell - darkest) * (GREYS - 1) / range;
  }
}
