package smilet.shared.frame;

import java.util.Arrays;
import smilet.shared.fixed.FixedPoint;

/**
 * How a resampled frame becomes a model's int8 inputs. A model names the one it needs.
 *
 * <p>Cells come as unsigned 16-bit values v, n of them (at most 128 x 128), and inputs leave as
 * int8, -127 to 127. No float is used, and no step can overflow; the ranges stand beside the code.
 */
public enum Normalisation {
  /**
   * Brightness as it is: black is 0, the sensor's full scale is 127. For pixels that are 0 or 1.
   */
  NONE(127) {
    @Override
    void apply(char[] cells, int fullScale, byte[] input) {
      int half = fullScale / 2;
      for (int i = 0; i < cells.length; i++) {
        input[i] = (byte) ((127 * cells[i] + half) / fullScale); // 127 · 65535 < 2^23
      }
    }
  },

  /**
   * Contrast: the frame's mean is subtracted, the rest divided by its standard deviation, so that
   * neither lighting nor gain matters. 32 is one standard deviation (Q2.5); beyond +-127/32 the
   * input saturates. A flat frame, in which every cell is the same, has no contrast and becomes all
   * zeros. The result is the correctly rounded quotient or its neighbour if the quotient lies
   * within 2^-20 of a tie.
   */
  CONTRAST(32) {
    @Override
    void apply(char[] cells, int fullScale, byte[] input) {
      int n = cells.length;
      int sum = 0; // <= 2^14 · 65535 < 2^30
      long squares = 0; // <= 2^14 · 65535^2 < 2^46
      for (char v : cells) {
        sum += v;
        squares += (long) v * v;
      }
      // n^2 times the variance, 0 to 2^60.
      long spread = n * squares - (long) sum * sum;
      if (spread == 0) {
        Arrays.fill(input, (byte) 0);
        return;
      }
      // An input is 32 · (n·v - sum) / sqrt(spread). An even shift s brings spread up to
      // 2^60..2^62,
      // so that root = sqrt(spread) · 2^(s/2) always has its 31 bits, and its reciprocal 2^62 /
      // root
      // lies in 2^31..2^32. Then (n·v - sum) · reciprocal is the input times 2^(62 - s/2 - 5); it
      // stays below 2^62, as |n·v - sum| < 2^30.
      int shift = (Long.numberOfLeadingZeros(spread) - 2) & ~1;
      long reciprocal = (1L << 62) / FixedPoint.floorSqrt(spread << shift);
      int fraction = 62 - shift / 2 - 5; // 27 to 57 bits
      long half = 1L << (fraction - 1);
      for (int i = 0; i < n; i++) {
        long quotient = ((n * cells[i] - sum) * reciprocal + half) >> fraction;
        input[i] = (byte) Math.max(-127, Math.min(127, quotient));
      }
    }
  };

  private final int one;

  Normalisation(int one) {
    this.one = one;
  }

  /** The input that stands for 1: full scale for {@link #NONE}, one standard deviation else. */
  public int one() {
    return one;
  }

  /**
   * Turns cells into inputs.
   *
   * @param cells unsigned 16-bit values, as the resampler leaves them
   * @param fullScale the value of a fully bright cell
   * @param input as long as {@code cells}; overwritten
   */
  abstract void apply(char[] cells, int fullScale, byte[] input);
}
