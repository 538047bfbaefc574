package smilet.device.indicator;

import java.util.Arrays;
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

  /** In {@link #marks}: no mark. */
  private static final int NONE = 0;

  private static final int BLACK = 16;

  private final FrameFormat format;
  private final Grid grid;
  private final Preprocessor reduce;
  private final byte[] cells;

  /** The colour of each cell that a box goes through. */
  private final byte[] marks;

  /** The character in the first cell of a box. */
  private final char[] labels;

  private final int scale;
  private int darkest;
  private int range;

  /**
   * @param grid frames are resampled to it first
   * @param room the most columns and lines, 1 or more
   */
  PixelPicture(FrameFormat format, Grid grid, ScreenSize room) {
    this(format, grid, room, MAX_SIDE);
  }

  /** The same with another number of most pixels per side. */
  PixelPicture(FrameFormat format, Grid grid, ScreenSize room, int maxSide) {
    this.format = format;
    int maxWidth = Math.min(maxSide, room.columns());
    int maxHeight = Math.min(maxSide, 2 * room.rows());
    this.grid = new Grid(Math.min(maxWidth, grid.width()), Math.min(maxHeight, grid.height()));
    this.reduce = new Preprocessor(format, this.grid, Normalisation.NONE);
    this.cells = new byte[this.grid.cellCount()];
    this.marks = new byte[cells.length];
    this.labels = new char[cells.length];
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
    Arrays.fill(marks, (byte) NONE);
    Arrays.fill(labels, (char) 0);
  }

  /**
   * Draws a box around a face, in the frame that was taken last.
   *
   * @param colour one of the 256 standard colours, not the first
   * @param label stands in the box's upper left corner
   */
  void mark(FaceReading face, int colour, char label) {
    int left = column(face.x());
    int right = Math.max(left, column(face.x() + face.side() - 1));
    int top = row(face.y());
    int bottom = Math.max(top, row(face.y() + face.side() - 1));
    for (int x = left; x <= right; x++) {
      marks[top * grid.width() + x] = (byte) colour;
      marks[bottom * grid.width() + x] = (byte) colour;
    }
    for (int y = top; y <= bottom; y++) {
      marks[y * grid.width() + left] = (byte) colour;
      marks[y * grid.width() + right] = (byte) colour;
    }
    labels[top * grid.width() + left] = label;
  }

  private int column(int x) {
    return Math.clamp((long) x * grid.width() / format.width(), 0, grid.width() - 1);
  }

  private int row(int y) {
    return Math.clamp((long) y * grid.height() / format.height(), 0, grid.height() - 1);
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
      char label = label(column, 2 * line);
      int top = label == 0 ? colour(column, 2 * line) : BLACK;
      int bottom = label == 0 ? colour(column, 2 * line + 1) : mark(column, 2 * line);
      if (top != topShown) {
        screen.foreground(top);
        topShown = top;
      }
      if (bottom != bottomShown) {
        screen.background(bottom);
        bottomShown = bottom;
      }
      screen.character(label == 0 ? '▀' : label);
    }
    screen.plain();
  }

  private int colour(int column, int row) {
    int cell = cell(column, row);
    return marks[cell] == NONE
        ? FIRST_GREY + (cells[cell] - darkest) * (GREYS - 1) / range
        : marks[cell] & 0xff;
  }

  /** The label that stands in either of the two rows of a line, or 0. */
  private char label(int column, int row) {
    boolean first = column % scale == 0;
    char upper = labels[cell(column, row)];
    return !first ? 0 : upper == 0 ? labels[cell(column, row + 1)] : upper;
  }

  private int mark(int column, int row) {
    int upper = marks[cell(column, row)] & 0xff;
    return upper == NONE ? marks[cell(column, row + 1)] & 0xff : upper;
  }

  private int cell(int column, int row) {
    int y = Math.min(row / scale, grid.height() - 1);
    return y * grid.width() + column / scale;
  }
}
