package smilet.shared.finder;

import java.util.Arrays;

/**
 * The inputs of a finder: each cell of a picture less the mean of the square of cells around it,
 * divided by their standard deviation, so that lighting and gain do not matter, in any part of a
 * picture. 32 is one standard deviation (Q2.5); beyond +-127/32 the input saturates. The square has
 * 2 · {@value #RADIUS} + 1 cells per side; at a border it is the part inside the picture. A
 * deviation of {@value #NOISE} of 255 grey levels is added to that of the cells, so that the noise
 * of a flat surface stays faint.
 *
 * <p>Brightness is taken with 8 bits. With the sums S and Q of the n values v of a square and of
 * their squares, an input is 32 · (n·v - S) / sqrt(n·Q - S^2 + n^2 · NOISE^2). The root comes from
 * a table of 768 reciprocals, which is off by at most 0.1 %.
 *
 * <p>An instance owns its scratch memory, allocates nothing per picture and belongs to one thread.
 */
public final class LocalContrast {
  /** Cells from the middle of a square to its sides. */
  public static final int RADIUS = 6;

  /** The standard deviation, in grey levels of 255, that counts as noise. */
  public static final int NOISE = 2;

  /** The table's first index: radicands are shifted until their upper ten bits are 256 to 1023. */
  private static final int FIRST = 256;

  /** How far a shifted radicand, 2^29 to 2^31 - 1, is above its table index. */
  private static final int INDEX_SHIFT = 21;

  /** round(2^28 / sqrt(x)) in the middle of each interval of shifted radicands x. */
  private static final int[] RECIPROCAL_ROOTS = reciprocalRoots();

  /** Cells per side of a square. */
  private static final int SIDE = 2 * RADIUS + 1;

  /** Of each column, the sum of a square's rows; column x is at x + SIDE, zeros beside them. */
  private final int[] sums;

  private final int[] squares;

  /**
   * @param maxWidth the most cells per row of a picture
   */
  public LocalContrast(int maxWidth) {
    this.sums = new int[maxWidth + 2 * SIDE];
    this.squares = new int[sums.length];
  }

  private static int[] reciprocalRoots() {
    int[] roots = new int[1024];
    for (int i = FIRST; i < roots.length; i++) {
      // Division and square root are the same on every machine.
      roots[i] = (int) Math.rint((1 << 28) / Math.sqrt((i + 0.5) * (1 << INDEX_SHIFT)));
    }
    return roots;
  }

  /**
   * Computes the inputs of a picture.
   *
   * @param cells unsigned 16-bit values, as {@link smilet.shared.frame.Resampler} leaves them
   * @param inputs one per cell, -127 to 127; overwritten
   */
  public void apply(char[] cells, int width, int height, byte[] inputs) {
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
    for (int y = 0; y < Math.min(RADIUS, height); y++) {
      add(cells, y * width, width, sums, squares);
    }
    for (int y = 0; y < height; y++) {
      if (y + RADIUS < height) {
        add(cells, (y + RADIUS) * width, width, sums, squares);
      }
      if (y - RADIUS - 1 >= 0) {
        subtract(cells, (y - RADIUS - 1) * width, width, sums, squares);
      }
      int rows = Math.min(y + RADIUS, height - 1) - Math.max(y - RADIUS, 0) + 1;
      row(cells, y * width, width, rows, inputs);
    }
  }

  private static void add(char[] cells, int from, int width, int[] sums, int[] squares) {
    for (int x = 0; x < width; x++) {
      int value = cells[from + x] >> 8;
      sums[SIDE + x] += value;
      squares[SIDE + x] += value * value;
    }
  }

  private static void subtract(char[] cells, int from, int width, int[] sums, int[] squares) {
    for (int x = 0; x < width; x++) {
      int value = cells[from + x] >> 8;
      sums[SIDE + x] -= value;
      squares[SIDE + x] -= value * value;
    }
  }

  private void row(char[] cells, int from, int width, int rows, byte[] inputs) {
    int sum = 0; // at most 13^2 · 255 < 2^16
    int square = 0; // at most 13^2 · 255^2 < 2^24
    for (int x = 0; x < RADIUS; x++) {
      sum += sums[SIDE + x];
      square += squares[SIDE + x];
    }
    for (int x = 0; x < width; x++) {
      // The square of a cell takes in the column RADIUS to its right, and leaves that before it.
      sum += sums[SIDE + x + RADIUS] - sums[x + RADIUS];
      square += squares[SIDE + x + RADIUS] - squares[x + RADIUS];
      int n = rows * (Math.min(x + RADIUS, width - 1) - Math.max(x - RADIUS, 0) + 1);
      // n·Q may reach 13^4 · 255^2 < 2^31, and the difference is at most n^2 · 127.5^2 < 2^29.
      int spread = n * square - sum * sum + n * n * NOISE * NOISE;
      inputs[from + x] = quotient(n * (cells[from + x] >> 8) - sum, spread);
    }
  }

  /**
   * 32 · deviation / sqrt(spread), rounded and saturated.
   *
   * @param deviation its magnitude is at most 13^2 · 255 < 2^16
   * @param spread at least 1
   */
  private static byte quotient(int deviation, int spread) {
    int shift = (Integer.numberOfLeadingZeros(spread) - 1) & ~1;
    int reciprocal = RECIPROCAL_ROOTS[spread << shift >>> INDEX_SHIFT]; // below 2^13.5
    // reciprocal = 2^28 / sqrt(spread · 2^shift), so the product is the quotient times 2^this.
    int fraction = 23 - shift / 2; // 8 to 23
    int rounded = (deviation * reciprocal + (1 << (fraction - 1))) >> fraction;
    return (byte) Math.clamp(rounded, -127, 127);
  }
}
