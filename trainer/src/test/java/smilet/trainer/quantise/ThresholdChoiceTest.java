package smilet.trainer.quantise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import smilet.shared.model.Thresholds;

class ThresholdChoiceTest {
  private final int[] probabilities = {1000, 5000, 9000, 15000, 20000, 25000, 30000, 32000};
  private final boolean[] smiles = {false, false, true, false, true, false, true, true};

  @Test
  void theTargetPrecisionHoldsOnBothSidesWithAsManyDecisionsAsItAllows() {
    Thresholds strict = new ThresholdChoice.TargetPrecision(1).choose(probabilities, smiles);
    assertThat(strict).isEqualTo(new Thresholds(30000, 5000));
    Thresholds loose = new ThresholdChoice.TargetPrecision(0.75).choose(probabilities, smiles);
    assertThat(loose).isEqualTo(new Thresholds(20000, 15000));
  }

  @Test
  void thresholdsNeverCross() {
    Thresholds any = new ThresholdChoice.TargetPrecision(0.5).choose(probabilities, smiles);
    assertThat(any.smileQ15()).isEqualTo(any.notSmileQ15() + 1);
  }

  @Test
  void ifNothingReachesThePrecisionTheThresholdsAreTheLectures() {
    Thresholds none =
        new ThresholdChoice.TargetPrecision(0.9)
            .choose(new int[] {100, 32000}, new boolean[] {true, false});
    assertThat(none).isEqualTo(Thresholds.ROUGHLY_RIGHT);
  }

  @Test
  void theBestF1IsFoundAmongAllPercentages() {
    Thresholds best = new ThresholdChoice.BestF1().choose(probabilities, smiles);
    // From 9000 up: 4 of 6 are smiles, all found: F1 = 0.8, as from 20000 up 3 of 4, 3 found: 0.75.
    assertThat(best).isEqualTo(new Thresholds(9000, 8999));
  }

  @Test
  void aPrecisionAboveOneIsRefused() {
    assertThatThrownBy(() -> new ThresholdChoice.TargetPrecision(1.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("precision must be above 0 to 1, was 1.1");
  }
}
