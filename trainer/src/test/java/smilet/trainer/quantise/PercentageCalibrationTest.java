package smilet.trainer.quantise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import smilet.shared.fixed.Q16;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.trainer.network.ArraySamples;
import smilet.trainer.network.Samples;

class PercentageCalibrationTest {
  @Test
  void findsTheScaleAndOffsetOfLogits() {
    SplittableRandom random = new SplittableRandom(1);
    int[] logits = new int[20000];
    boolean[] smiles = new boolean[logits.length];
    for (int i = 0; i < logits.length; i++) {
      double truth = 4 * random.nextDouble() - 3;
      smiles[i] = random.nextDouble() < 1 / (1 + Math.exp(-truth));
      logits[i] = (int) (Q16.ONE * (truth - 0.7) / 0.4); // too large and shifted
    }
    PercentageCalibration fitted = PercentageCalibration.fit(logits, smiles);
    assertThat(fitted.scale()).isCloseTo(0.4, within(0.02));
    assertThat(fitted.offset()).isCloseTo(0.7, within(0.05));
  }

  @Test
  void logitsOfOneClassOrInReversedOrderAreNotChanged() {
    int[] logits = {Q16.ONE, 2 * Q16.ONE, -Q16.ONE, -2 * Q16.ONE};
    assertThat(PercentageCalibration.fit(logits, new boolean[4]))
        .isEqualTo(PercentageCalibration.NONE);
    assertThat(PercentageCalibration.fit(logits, new boolean[] {false, false, true, true}))
        .isEqualTo(PercentageCalibration.NONE);
  }

  @Test
  void perfectlySeparatedLogitsHaveAFiniteFit() {
    int[] logits = {10 * Q16.ONE, 2 * Q16.ONE, -10 * Q16.ONE, -2 * Q16.ONE};
    PercentageCalibration fitted =
        PercentageCalibration.fit(logits, new boolean[] {true, true, false, false});
    assertThat(fitted.scale()).isPositive().isLessThan(100);
  }

  @Test
  void theDenseLayerAbsorbsScaleAndOffset() {
    Grid grid = new Grid(3, 1);
    Dense dense = new Dense(new Shape(1, 3, 1), new byte[] {100, -50, 3}, 77, 40000, 12);
    Model model = new Model(grid, Normalisation.CONTRAST, List.of(dense));
    Samples samples =
        new ArraySamples(
            grid,
            Normalisation.CONTRAST,
            new byte[] {1, 2, 3, -40, 50, 60, 127, -127, 127},
            new boolean[3]);
    int[] before = PercentageCalibration.logitsQ16(model, samples);
    PercentageCalibration calibration = new PercentageCalibration(0.6, -1.5);
    int[] after = PercentageCalibration.logitsQ16(calibration.apply(model), samples);
    for (int i = 0; i < before.length; i++) {
      double expected = 0.6 * before[i] - 1.5 * Q16.ONE;
      assertThat((double) after[i]).isCloseTo(expected, within(1e-4 * Math.abs(expected) + 10));
    }
  }

  @Test
  void anotherShareOfSmilesMovesLogitsAsBayesRuleSays() {
    PercentageCalibration fitted = new PercentageCalibration(1.5, 0.25);
    assertThat(fitted.assuming(0.3, 0.3)).isEqualTo(fitted);
    PercentageCalibration fewer = fitted.assuming(0.2, 0.5);
    assertThat(fewer.scale()).isEqualTo(1.5);
    // The odds fall from 1:1 to 1:4.
    assertThat(Math.exp(fewer.offset() - 0.25)).isCloseTo(0.25, within(1e-12));
  }
}
