package smilet.trainer.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OptimiserStateTest {
  @Test
  void plainDescentWithMomentumFollowsItsFormula() {
    OptimiserState optimiser =
        new OptimiserState(new Optimiser.GradientDescent(0.1, 0.5, false), new boolean[] {true});
    float[] parameter = {1};
    optimiser.step(parameter, new float[] {4}, 2, 1); // v = 2
    assertThat(parameter[0]).isCloseTo(0.8f, within(1e-6f));
    optimiser.step(parameter, new float[] {4}, 2, 0.5); // v = 3, half the rate
    assertThat(parameter[0]).isCloseTo(0.65f, within(1e-6f));
  }

  @Test
  void summedGradientsAreNotDividedByTheBatch() {
    OptimiserState optimiser =
        new OptimiserState(new Optimiser.GradientDescent(0.1, 0, true), new boolean[] {true});
    float[] parameter = {1};
    optimiser.step(parameter, new float[] {4}, 2, 1);
    assertThat(parameter[0]).isCloseTo(0.6f, within(1e-6f));
  }

  @Test
  void adamWFollowsItsPaperOverManySteps() {
    Optimiser.AdamW adam = new Optimiser.AdamW(0.01, 0.1, 0.9, 0.99);
    OptimiserState optimiser = new OptimiserState(adam, new boolean[] {true, false});
    float[] parameters = {1, 1};
    double[] expected = {1, 1};
    double[] m = new double[2];
    double[] v = new double[2];
    for (int t = 1; t <= 50; t++) {
      float[] gradient = {(float) Math.sin(t) * 3, (float) Math.cos(t) * 0.01f};
      optimiser.step(parameters, gradient, 3, 1);
      for (int i = 0; i < 2; i++) {
        double g = gradient[i] / 3.0;
        m[i] = 0.9 * m[i] + 0.1 * g;
        v[i] = 0.99 * v[i] + 0.01 * g * g;
        double decay = i == 0 ? 0.01 * 0.1 * expected[i] : 0;
        double step =
            m[i] / (1 - Math.pow(0.9, t)) / (Math.sqrt(v[i] / (1 - Math.pow(0.99, t))) + 1e-8);
        expected[i] -= decay + 0.01 * step;
      }
    }
    assertThat((double) parameters[0]).isCloseTo(expected[0], within(1e-4));
    assertThat((double) parameters[1]).isCloseTo(expected[1], within(1e-4));
  }

  @Test
  void aLearningRateOfZeroOrLessIsRefused() {
    assertThatThrownBy(() -> new Optimiser.AdamW(-0.1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learning rate must be positive, was -0.1");
    assertThatThrownBy(() -> new Optimiser.GradientDescent(Double.NaN, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learning rate must be positive, was NaN");
  }

  @Test
  void oneCycleRisesForAFifthAndFallsToAThousandth() {
    assertThat(LearningRateSchedule.ONE_CYCLE.factor(0.1)).isCloseTo(0.5, within(1e-12));
    assertThat(LearningRateSchedule.ONE_CYCLE.factor(0.2)).isCloseTo(1, within(1e-12));
    assertThat(LearningRateSchedule.ONE_CYCLE.factor(0.6)).isCloseTo(0.5, within(1e-12));
    assertThat(LearningRateSchedule.ONE_CYCLE.factor(1)).isCloseTo(0.001, within(1e-12));
    assertThat(LearningRateSchedule.CONSTANT.factor(0.9)).isOne();
  }
}
