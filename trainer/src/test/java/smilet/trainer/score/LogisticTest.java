package smilet.trainer.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogisticTest {
  @Test
  void theLossIsTheCrossEntropyOfTheProbability() {
    for (double logit = -20; logit <= 20; logit += 0.5) {
      for (double target : new double[] {0, 0.02, 0.5, 1}) {
        double p = Logistic.probability(logit);
        double loss = -target * Math.log(p) - (1 - target) * Math.log1p(-p);
        assertThat(Logistic.loss(logit, target)).isCloseTo(loss, within(1e-6));
      }
    }
  }

  @Test
  void extremeLogitsKeepAFiniteLoss() {
    assertThat(Logistic.loss(1e4, 0)).isEqualTo(1e4);
    assertThat(Logistic.loss(-1e4, 1)).isEqualTo(1e4);
    assertThat(Logistic.loss(1e4, 1)).isZero();
  }
}
