package smilet.shared.frame;

/**
 * The grid of inputs a model was built for; frames are resampled to it.
 *
 * @param width columns, 1 to {@value #MAX_SIDE}
 * @param height rows, 1 to {@value #MAX_SIDE}
 */
public record Grid(int width, int height) {
  /** The longest side of a grid. The overflow bounds of the normalisation depend on it. */
  public static final int MAX_SIDE = 128;

  public Grid {
    requireSide("grid width", width);
    requireSide("grid height", height);
  }

  /** Cells in the grid. */
  public int cellCount() {
    return width * height;
  }

  /**
   * Writes the mirror image of a grid's values, each row from its last column to its first.
   *
   * @param values one per cell from {@code offset} on, row by row
   * @param mirrored one per cell; overwritten
   */
  public void mirror(byte[] values, int offset, byte[] mirrored) {
    for (int row = 0; row < mirrored.length; row += width) {
      int end = offset + row + width - 1;
      for (int x = 0; x < width; x++) {
        mirrored[row + x] = values[end - x];
      }
    }
  }

  /**
   * Reads a grid written as on the command line, "12x12".
   *
   * @throws IllegalArgumentException if the text is not a grid; the message says what a grid is
   */
  public static Grid parse(String text) {
    String[] sides = text.strip().split("x", -1);
    if (sides.length == 2) {
      try {
        return new Grid(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
      } catch (NumberFormatException notNumbers) {
        // Falls through to the one message that shows the form.
      }
    }
    throw new IllegalArgumentException("a grid is WIDTHxHEIGHT, as 12x12, was \"" + text + "\"");
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }

  static void requireSide(String what, int side) {
    if (side < 1 || side > MAX_SIDE) {
      throw new IllegalArgumentException(what + " must be 1 to " + MAX_SIDE + ", was " + side);
    }
  }
}
