package smilet.shared.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static smilet.shared.fixed.Sigmoid.probabilityQ15;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

/** Exhaustive: every int is tried. */
class SigmoidTest {
  private static final int ONE = 32768;

  /** Half a unit from 1 at ln 65535 = 11.09; 0.2 units at 12. */
  private static final int TWELVE = 12 << 16;

  @Test
  void errorIsAtMost0Point5052UnitsOfTheLastPlace() {
    double largest = 0;
    for (int x = -TWELVE; x <= TWELVE; x++) {
      largest = Math.max(largest, Math.abs(probabilityQ15(x) - exact(x)));
    }
    assertThat(largest).isBetween(0.5, 0.5052);
  }

  @Test
  void everyInputBeyondTwelveGivesExactlyZeroOrOne() {
    assertThat(exact(TWELVE)).isGreaterThan(ONE - 0.5); // and so is everything beyond
    int lowestAbove = ONE;
    for (int x = TWELVE; x != Integer.MIN_VALUE; x++) {
      lowestAbove = Math.min(lowestAbove, probabilityQ15(x));
    }
    int highestBelow = 0;
    for (int x = -TWELVE; x != Integer.MAX_VALUE; x--) {
      highestBelow = Math.max(highestBelow, probabilityQ15(x));
    }
    assertThat(lowestAbove).isEqualTo(ONE);
    assertThat(highestBelow).isZero();
  }

  @Test
  void outputNeverDecreases() {
    int decreases = 0;
    for (int x = -TWELVE; x < TWELVE; x++) {
      decreases += probabilityQ15(x + 1) < probabilityQ15(x) ? 1 : 0;
    }
    assertThat(decreases).isZero();
  }

  @Test
  void oppositeInputsAddUpToOneExactly() {
    int asymmetries = 0;
    for (int x = 0; x <= TWELVE; x++) {
      asymmetries += probabilityQ15(x) + probabilityQ15(-x) == ONE ? 0 : 1;
    }
    assertThat(asymmetries).isZero();
    assertThat(probabilityQ15(0)).isEqualTo(ONE / 2);
    assertThat(probabilityQ15(Integer.MAX_VALUE)).isEqualTo(ONE);
    assertThat(probabilityQ15(-Integer.MAX_VALUE)).isZero();
    assertThat(probabilityQ15(Integer.MIN_VALUE)).isZero(); // its opposite is no int
  }

  @Test
  void lessonsPercentagesComeOut() {
    int[] logits = {1, -1, 3, 2, -2};
    int[] percentages = {73, 27, 95, 88, 12};
    for (int i = 0; i < logits.length; i++) {
      assertThat(Math.round(probabilityQ15(logits[i] << 16) * 100.0 / ONE))
          .isEqualTo(percentages[i]);
    }
  }

  @Test
  void tablesAreTheCubicsThroughTheChebyshevNodes() {
    for (int knot = 0; knot < Sigmoid.VALUE_Q31.length; knot++) {
      double[] cubic = cubicThroughChebyshevNodes(knot / 4.0, 1 / 8.0);
      double g = cubic[0];
      assertThat(Sigmoid.VALUE_Q31[knot]).isEqualTo(rounded(g * 0x1p31));
      assertThat(cubic[1]).isCloseTo(0.25 - g * g, within(6.8e-8));
      assertThat((int) Sigmoid.BEND_Q20[knot]).isEqualTo(rounded(-cubic[2] * 0x1p20));
      assertThat((int) Sigmoid.TWIST_Q20[knot]).isEqualTo(rounded(cubic[3] * 0x1p20));
    }
  }

  @Test
  void tablesTake360Bytes() throws IllegalAccessException {
    int bytes = 0;
    for (Field field : Sigmoid.class.getDeclaredFields()) {
      if (field.getType().isArray()) {
        bytes += Array.getLength(field.get(null)) * bytesOf(field.getType().componentType());
      }
    }
    assertThat(bytes).isEqualTo(360);
  }

  private static int bytesOf(Class<?> element) {
    return element == int.class ? Integer.BYTES : Short.BYTES; // char and short
  }

  private static double exact(int x) {
    return ONE / (1 + Math.exp(-x / 65536.0));
  }

  /** Rounds what is too far from a tie for the few ulp of error in a double to matter. */
  private static int rounded(double scaled) {
    assertThat(Math.abs(scaled - Math.floor(scaled) - 0.5)).isGreaterThan(1e-5);
    return Math.toIntExact(Math.round(scaled));
  }

  /**
   * Coefficients, the constant one first, of the cubic that meets tanh(x / 2) / 2 at x = centre +
   * radius cos((2i + 1) pi / 8): with a(j) = 1/2 sum over i of g(x_i) cos(j (2i + 1) pi / 8) it is
   * a0 / 2 + a1 T1 + a2 T2 + a3 T3 in d / radius, T1 = t, T2 = 2 t^2 - 1, T3 = 4 t^3 - 3 t.
   */
  private static double[] cubicThroughChebyshevNodes(double centre, double radius) {
    double[] a = new double[4];
    for (int i = 0; i < 4; i++) {
      double angle = (2 * i + 1) * Math.PI / 8;
      double g = Math.tanh((centre + radius * Math.cos(angle)) / 2) / 2;
      for (int j = 0; j < 4; j++) {
        a[j] += g * Math.cos(j * angle) / 2;
      }
    }
    return new double[] {
      a[0] / 2 - a[2],
      (a[1] - 3 * a[3]) / radius,
      2 * a[2] / (radius * radius),
      4 * a[3] / (radius * radius * radius)
    };
  }
}
