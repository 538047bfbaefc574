package smilet.shared.fixed;

/**
 * The sigmoid s(x) = 1 / (1 + e^-x) in integers: 45 cubics, three coefficients each, 360 bytes.
 *
 * <p>What is computed is g(x) = s(x) - 1/2 = tanh(x / 2) / 2. It is odd, so that the magnitude of x
 * is enough. Knots lie 1/4 apart; around knot k, where x = k/4 + d and |d| is at most r = 1/8, g is
 *
 * <pre>g(k/4 + d) = c0 + d (c1 + d (c2 + d c3))</pre>
 *
 * the cubic through g at the four Chebyshev nodes d = r cos((2i + 1) pi / 8), i = 0 to 3. It is off
 * by at most max|g''''| r^4 / (4! 2^3) = 0.128 / 786432 = 1.63e-7, or 0.0053 units of the result's
 * last place.
 *
 * <p>The slope is not stored: s' = s (1 - s) makes it g' = 1/4 - g^2, and 1/4 - c0^2 is within
 * 6.8e-8 of c1, which moves the result by 0.0003 units at most.
 */
public final class Sigmoid {

  /** c0 of each knot: round(2^31 c0). */
  static final int[] VALUE_Q31 = {
    0x00000000, 0x07f565a8, 0x0facbe36, 0x16ef5287, 0x1d935286,
    0x237e8ebb, 0x28a646fe, 0x2d0cc99a, 0x30bdf531, 0x33cb96b0,
    0x364a4790, 0x384f14d1, 0x39edf324, 0x3b38df93, 0x3c3f7f60,
    0x3d0f1405, 0x3db2a0e1, 0x3e3329de, 0x3e97faf2, 0x3ee6eeeb,
    0x3f24b05d, 0x3f54f277, 0x3f7aa140, 0x3f9809a4, 0x3faefa29,
    0x3fc0dd66, 0x3fcecf30, 0x3fd9ad73, 0x3fe2258f, 0x3fe8bedc,
    0x3fede2f6, 0x3ff1e43b, 0x3ff502e2, 0x3ff770fb, 0x3ff95588,
    0x3ffacef1, 0x3ffbf4e5, 0x3ffcd9d6, 0x3ffd8c25, 0x3ffe1705,
    0x3ffe832d, 0x3ffed769, 0x3fff1904, 0x3fff4c1b, 0x3fff73e6,
  };

  /** -c2 of each knot, for none is positive: round(-2^20 c2). */
  static final char[] BEND_Q20 = {
    0, 16006, 30105, 40853, 47551, 50263, 49615, 46517, 41909,
    36598, 31185, 26062, 21452, 17446, 14055, 11240, 8936, 7073,
    5578, 4387, 3443, 2697, 2111, 1650, 1288, 1006, 785,
    612, 477, 372, 290, 226, 176, 137, 107, 83,
    65, 50, 39, 31, 24, 19, 14, 11, 9,
  };

  /** c3 of each knot: round(2^20 c3). */
  static final short[] TWIST_Q20 = {
    -21811, -20480, -16821, -11700, -6181, -1183, 2724, 5346, 6778,
    7265, 7093, 6523, 5754, 4926, 4125, 3396, 2761, 2223,
    1776, 1411, 1116, 880, 692, 543, 425, 332, 260,
    203, 158, 124, 96, 75, 59, 46, 36, 28,
    22, 17, 13, 10, 8, 6, 5, 4, 3,
  };

  /** Knots are 2^14 / 2^16 = 1/4 apart. */
  private static final int KNOT_SHIFT = 14;

  private static final long QUARTER_Q62 = 1L << 60;

  /** 1/2, and half a unit of Q0.15 so that the shift rounds. */
  private static final long HALF_ROUNDED_Q31 = (1L << 30) + (1L << 15);

  private Sigmoid() {}

  /**
   * The probability that a logit stands for.
   *
   * @param logitQ16 any int, Q15.16
   * @return 0 to 32768, Q0.15. It is off by at most 0.5052 units of the last place from 32768 times
   *     the real sigmoid, never decreases, and for -x is exactly 32768 minus what it is for x.
   */
  public static int probabilityQ15(int logitQ16) {
    int magnitude = Math.abs(logitQ16);
    int knot = (magnitude + (1 << (KNOT_SHIFT - 1))) >> KNOT_SHIFT;
    // Past the last cubic, from 11.125 on, 0 and 1 are nearest (they are from ln 65535 = 11.0903).
    // Unsigned, because the largest magnitudes, and that of MIN_VALUE, have wrapped below zero.
    if (Integer.compareUnsigned(knot, VALUE_Q31.length) >= 0) {
      return logitQ16 < 0 ? 0 : Q15.ONE;
    }
    int distanceQ16 = magnitude - (knot << KNOT_SHIFT); // -2^13 to 2^13 - 1
    long d = distanceQ16;
    long value = VALUE_Q31[knot];
    long minusSlopeQ32 = (value * value - QUARTER_Q62) >> 30;
    long bendQ20 = ((d * TWIST_Q20[knot]) >> 16) - BEND_Q20[knot];
    long secantQ32 = ((d * bendQ20) >> 4) - minusSlopeQ32;
    long centredQ31 = value + ((d * secantQ32) >> 17);
    // ~c = -c - 1 for negative logits: with it halves round away from 1/2 on both sides alike.
    return (int) (((centredQ31 ^ (logitQ16 >> 31)) + HALF_ROUNDED_Q31) >> 16);
  }
}
