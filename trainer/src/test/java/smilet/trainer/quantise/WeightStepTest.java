package smilet.trainer.quantise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightStepTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void theRangeIsThatOfTheBitsWithoutMinus128(int bits) {
    assertThat(WeightStep.most(bits)).isEqualTo((1 << bits) / 2 - 1);
    assertThat(WeightStep.least(bits)).isEqualTo(bits == 8 ? -127 : -(1 << bits) / 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 8})
  void theBestStepIsAsGoodAsTheOneForTheLargestWeight(int bits) {
    SplittableRandom random = new SplittableRandom(bits);
    float[] weights = new float[200];
    float largest = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
      largest = Math.max(largest, Math.abs(weights[i]));
    }
    float best = WeightStep.best(weights, 0, weights.length, bits);
    assertThat(error(weights, best, bits))
        .isLessThanOrEqualTo(error(weights, largest / WeightStep.most(bits), bits));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void weightsThatAreAllZeroHaveAPositiveStep(int bits) {
    assertThat(WeightStep.best(new float[4], 0, 4, bits)).isPositive().isFinite();
  }

  private static double error(float[] weights, float step, int bits) {
    double sum = 0;
    for (float weight : weights) {
      double whole =
          Math.clamp(Math.rint(weight / step), WeightStep.least(bits), WeightStep.most(bits));
      sum += Math.pow(weight - whole * step, 2);
    }
    return sum;
  }
}
