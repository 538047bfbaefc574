package smilet.shared.fixed;

/**
 * The sigmoid 1 / (1 + e^-x) in integers, from a table of 45 values (180 bytes).
 *
 * <p>Let t(x) = tanh(x / 2), so that the sigmoid is (1 + t) / 2, and p = 1 - t^2. Then t' = p / 2,
 * and every further derivative is a polynomial in t and p, so one table gives them all. Around a
 * knot, d away,
 *
 * <pre>t(knot + d) = t + p/2 · (d - t d^2/2 + (1 - 3p/2) d^3/6 + t (3p - 1) d^4/24 + ...)</pre>
 *
 * <p>Knots are 1/4 apart, so |d| is at most 1/8 and what is left out is below 2^-23, a hundredth of
 * a unit of the result's last place.
 */
public final class Sigmoid {
  /** The knots' distance, 1/4, as a power of two of Q15.16. */
  private static final int SPACING_BITS = 14;

  private static final int HALF_SPACING = 1 << (SPACING_BITS - 1);

  /** 1 in Q31. */
  private static final long ONE = 1L << 31;

  /** round(2^31 · tanh(k / 8)) for k = 0 to 44. */
  private static final int[] KNOTS_Q31 = {
    0, 267046038, 525958823, 769566653, 992389039, 1190993835, 1363971989, 1511625774,
    1635510996, 1737960815, 1821675246, 1889413451, 1943791074, 1987165888, 2021588576, 2048796596,
    2070233464, 2087080830, 2100295089, 2110643629, 2118738072, 2125063379, 2130002540, 2133857079,
    2136863812, 2139208386, 2141036119, 2142460640, 2143570713, 2144435637, 2145109482, 2145634419,
    2146043330, 2146361844, 2146609936, 2146803170, 2146953672, 2147070891, 2147162186, 2147233289,
    2147288666, 2147331794, 2147365383, 2147391543, 2147411916
  };

  /** From here on, 11.1, the result is 1 to the last place: 32768 · s(11.1) = 32767.5. */
  private static final int LIMIT = ((KNOTS_Q31.length - 1) << SPACING_BITS) + HALF_SPACING - 1;

  private Sigmoid() {}

  /**
   * The probability that a logit stands for.
   *
   * @param logitQ16 any int, Q15.16
   * @return 0 to 32768, Q0.15: the largest error over all inputs is 0.502 units of the last place;
   *     never decreases; the result for -x is 32768 minus that for x
   */
  public static int probabilityQ15(int logitQ16) {
    int magnitude = Math.min(Math.abs(Math.max(logitQ16, -Integer.MAX_VALUE)), LIMIT);
    int knot = (magnitude + HALF_SPACING) >> SPACING_BITS;
    long d =
        (long) magnitude
            - ((long) knot << SPACING_BITS); // Q16, at most 2^13 in magnitude; all else is Q31
    long t = KNOTS_Q31[knot];
    long p = ONE - ((t * t) >> 31);
    long r = ((t * (3 * p - ONE)) >> 31) / 24;
    r = ((d * r) >> 16) + (2 * ONE - 3 * p) / 12;
    r = ((d * r) >> 16) - (t >> 1);
    r = ((d * r) >> 16) + ONE;
    long tanh = t + ((p * ((d * r) >> 16)) >> 32);
    int probability = (int) ((tanh + ONE + (1 << 16)) >> 17);
    return logitQ16 < 0 ? (1 << 15) - probability : probability;
  }

  /** A copy of the table, to be derived again by its test. */
  static int[] knotsQ31() {
    return KNOTS_Q31.clone();
  }
}
