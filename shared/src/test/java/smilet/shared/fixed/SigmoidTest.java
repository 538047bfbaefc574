package smilet.shared.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Over every int where the result changes, and over many where it does not. */
class SigmoidTest {
  /** Beyond this the sigmoid is within half a unit of 0 or 1: 32768 · s(12) = 32767.8. */
  private static final int TWELVE = 12 << 16;

  @Test
  void errorIsAtMost51HundredthsOfAUnitForEveryInput() {
    double worst = 0;
    for (int x = -TWELVE; x <= TWELVE; x++) {
      worst = Math.max(worst, Math.abs(Sigmoid.probabilityQ15(x) - exact(x)));
    }
    assertThat(worst).isLessThanOrEqualTo(0.51);
    // What lies beyond is nearer to 0 and 1 than a quarter of a unit.
    assertThat(exact(-TWELVE)).isLessThan(0.25);
    // All of it is clamped to one value before anything is computed; every 1021st shows that.
    long others = 0;
    for (int x = TWELVE; x > 0; x += 1021) { // up to the overflow
      others += Sigmoid.probabilityQ15(x) == 32768 && Sigmoid.probabilityQ15(-x) == 0 ? 0 : 1;
    }
    assertThat(Sigmoid.probabilityQ15(Integer.MAX_VALUE)).isEqualTo(32768);
    assertThat(others).isZero();
    assertThat(Sigmoid.probabilityQ15(Integer.MIN_VALUE)).isZero();
  }

  @Test
  void outputNeverDecreases() {
    int decreases = 0;
    for (int x = -TWELVE; x < TWELVE; x++) {
      decreases += Sigmoid.probabilityQ15(x + 1) < Sigmoid.probabilityQ15(x) ? 1 : 0;
    }
    assertThat(decreases).isZero();
  }

  @Test
  void oppositeInputsAddUpToOneExactly() {
    int asymmetries = 0;
    for (int x = 0; x <= TWELVE; x++) {
      asymmetries += Sigmoid.probabilityQ15(x) + Sigmoid.probabilityQ15(-x) == 32768 ? 0 : 1;
    }
    assertThat(asymmetries).isZero();
    assertThat(Sigmoid.probabilityQ15(0)).isEqualTo(16384);
  }

  @Test
  void lecturesPercentagesComeOut() {
    int[] logits = {1, -1, 3, 2, -2};
    int[] percentages = {73, 27, 95, 88, 12};
    for (int i = 0; i < logits.length; i++) {
      long percent = Math.round(Sigmoid.probabilityQ15(logits[i] << 16) * 100 / 32768.0);
      assertThat(percent).isEqualTo(percentages[i]);
    }
  }

  @Test
  void tableIsWhatItsFormulaSays() {
    int[] knots = Sigmoid.knotsQ31();
    assertThat(knots.length * Integer.BYTES).isLessThanOrEqualTo(300);
    for (int k = 0; k < knots.length; k++) {
      assertThat(knots[k]).isEqualTo((int) Math.rint(Math.tanh(k / 8.0) * 0x1p31));
    }
  }

  private static double exact(int x) {
    return 32768 / (1 + Math.exp(-x / 65536.0));
  }
}
