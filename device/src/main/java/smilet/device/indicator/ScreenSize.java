package smilet.device.indicator;

/**
 * How much fits on a terminal.
 *
 * @param rows 1 or more
 * @param columns 1 or more
 */
public record ScreenSize(int rows, int columns) {
  /** What a terminal has that does not tell its size, such as a serial console. */
  public static final ScreenSize USUAL = new ScreenSize(24, 80);

  public ScreenSize {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a screen has at least one row and one column, had " + rows + " and " + columns);
    }
  }
}
