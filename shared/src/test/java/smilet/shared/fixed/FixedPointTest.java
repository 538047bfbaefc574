package smilet.shared.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static smilet.shared.fixed.FixedPoint.floorSqrt;
import static smilet.shared.fixed.FixedPoint.roundingShiftRight;
import static smilet.shared.fixed.FixedPoint.saturateToInt;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FixedPointTest {
  private static final long LARGEST_ROOT = 3_037_000_499L; // floor(sqrt(2^63 - 1))

  @Test
  void halvesRoundUp() {
    assertThat(roundingShiftRight(5, 1)).isEqualTo(3);
    assertThat(roundingShiftRight(-5, 1)).isEqualTo(-2);
    assertThat(roundingShiftRight(6, 2)).isEqualTo(2);
    assertThat(roundingShiftRight(-6, 2)).isEqualTo(-1);
  }

  @Test
  void shiftByZeroChangesNothing() {
    interestingLongs().forEach(v -> assertThat(roundingShiftRight(v, 0)).isEqualTo(v));
  }

  @Test
  void roundingShiftIsExactForEveryShiftAndAtTheExtremes() {
    interestingLongs()
        .forEach(
            value -> {
              for (int shift = 1; shift < 64; shift++) {
                BigInteger half = BigInteger.ONE.shiftLeft(shift - 1);
                BigInteger exact = BigInteger.valueOf(value).add(half).shiftRight(shift);
                assertThat(roundingShiftRight(value, shift))
                    .as("%d >> %d", value, shift)
                    .isEqualTo(exact.longValueExact());
              }
            });
  }

  @Test
  void longsBeyondAnIntSaturate() {
    assertThat(saturateToInt(Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    assertThat(saturateToInt(Integer.MAX_VALUE + 1L)).isEqualTo(Integer.MAX_VALUE);
    assertThat(saturateToInt(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    assertThat(saturateToInt(-1)).isEqualTo(-1);
    assertThat(saturateToInt(Integer.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
    assertThat(saturateToInt(Integer.MIN_VALUE - 1L)).isEqualTo(Integer.MIN_VALUE);
    assertThat(saturateToInt(Long.MIN_VALUE)).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void squareRootOfEverySquareAndItsNeighboursIsExact() {
    SplittableRandom random = new SplittableRandom(1);
    LongStream.concat(
            LongStream.concat(
                LongStream.rangeClosed(1, 70_000),
                LongStream.rangeClosed(LARGEST_ROOT - 1_000, LARGEST_ROOT)),
            random.longs(100_000, 1, LARGEST_ROOT))
        .forEach(
            root -> {
              assertThat(floorSqrt(root * root)).isEqualTo(root);
              assertThat(floorSqrt(root * root - 1)).isEqualTo(root - 1);
            });
  }

  @Test
  void squareRootIsExactAtTheExtremes() {
    assertThat(floorSqrt(0)).isZero();
    assertThat(floorSqrt(Long.MAX_VALUE)).isEqualTo(LARGEST_ROOT);
    interestingLongs()
        .filter(value -> value >= 0)
        .forEach(
            value ->
                assertThat(floorSqrt(value))
                    .isEqualTo(BigInteger.valueOf(value).sqrt().longValueExact()));
  }

  @Test
  void squareRootRefusesNegatives() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> floorSqrt(-1))
        .withMessage("square root needs 0 or more, was -1");
    assertThatIllegalArgumentException().isThrownBy(() -> floorSqrt(Long.MIN_VALUE));
  }

  /** Each power of two, its negative and their neighbours (wrapping), then seeded random ones. */
  private static LongStream interestingLongs() {
    LongStream edges =
        LongStream.range(0, 64)
            .map(exponent -> 1L << exponent)
            .flatMap(power -> LongStream.of(power, -power))
            .flatMap(edge -> LongStream.of(edge - 1, edge, edge + 1));
    return LongStream.concat(edges, new SplittableRandom(2).longs(1_000));
  }
}
