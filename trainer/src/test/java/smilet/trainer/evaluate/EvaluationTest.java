package smilet.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import smilet.shared.fixed.Q16;
import smilet.shared.model.Thresholds;

class EvaluationTest {
  private static final int ONE = Q16.ONE;

  /** Logits of about 95, 73, 50, 27 and 5 %. */
  private static final Predictions FIVE =
      new Predictions(
          new int[] {3 * ONE, ONE, 0, -ONE, -3 * ONE},
          new boolean[] {true, false, true, true, false});

  @Test
  void aucIsTheShareOfPairsInTheRightOrderWithTiesCountedHalf() {
    Random random = new Random(1);
    for (int trial = 0; trial < 50; trial++) {
      int n = 2 + random.nextInt(60);
      int[] logits = new int[n];
      boolean[] smiles = new boolean[n];
      for (int i = 0; i < n; i++) {
        logits[i] = random.nextInt(9) - 4; // few values, many ties
        smiles[i] = i == 0 || (i > 1 && random.nextBoolean());
      }
      assertThat(new Predictions(logits, smiles).roc().area())
          .isCloseTo(pairsInOrder(logits, smiles), within(1e-12));
    }
  }

  private static double pairsInOrder(int[] logits, boolean[] smiles) {
    double right = 0;
    int pairs = 0;
    for (int s = 0; s < logits.length; s++) {
      for (int o = 0; o < logits.length; o++) {
        if (smiles[s] && !smiles[o]) {
          right += logits[s] > logits[o] ? 1 : logits[s] == logits[o] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return right / pairs;
  }

  @Test
  void extremeLogitsKeepTheirOrder() {
    Predictions predictions =
        new Predictions(
            new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, 0, -1},
            new boolean[] {true, false, true, false});
    assertThat(predictions.roc().area()).isEqualTo(1);
  }

  @Test
  void oneClassAloneHasNoCurve() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Predictions(new int[] {1, 2}, new boolean[] {true, true}).roc())
        .withMessage("needs smiles and others, were 2 and 0");
  }

  @Test
  void fiftyPercentIsASmile() {
    assertThat(Confusion.atHalf(FIVE)).isEqualTo(new Confusion(2, 0, 1, 1, 0, 1));
  }

  @Test
  void betweenTheThresholdsNothingIsDecided() {
    assertThat(Confusion.at(FIVE, Thresholds.ROUGHLY_RIGHT))
        .isEqualTo(new Confusion(1, 2, 0, 0, 1, 1));
  }

  @Test
  void figuresFollowFromTheCounts() {
    Evaluation evaluation = Evaluation.of(FIVE);
    assertThat(evaluation.frames()).isEqualTo(5);
    assertThat(evaluation.accuracy()).isEqualTo(3.0 / 5);
    assertThat(evaluation.balancedAccuracy()).isCloseTo((2.0 / 3 + 1.0 / 2) / 2, within(1e-12));
    assertThat(evaluation.f1()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(evaluation.auc()).isCloseTo(4.0 / 6, within(1e-12));
    // 4.7, 73.1, 50, 73.1 and 4.7 points away; the first and the last are roughly right.
    assertThat(evaluation.averageError()).isCloseTo(41.14, within(0.01));
    assertThat(evaluation.roughlyRight()).isEqualTo(2.0 / 5);
  }

  @Test
  void f1IsZeroIfNothingIsCalledASmile() {
    Predictions predictions = new Predictions(new int[] {-ONE, -ONE}, new boolean[] {true, false});
    assertThat(Evaluation.of(predictions).f1()).isZero();
    assertThat(Evaluation.of(predictions).confusion().precision()).isZero();
  }

  @Test
  void percentagesThatMatchTheShareOfSmilesHaveNoCalibrationError() {
    // 1.0986 is 75 %: three of four are smiles.
    int logit = (int) Math.rint(Math.log(3) * ONE);
    Predictions predictions =
        new Predictions(
            new int[] {logit, logit, logit, logit}, new boolean[] {true, true, false, true});
    assertThat(Reliability.of(predictions).expectedError()).isCloseTo(0, within(1e-4));
    Predictions wrong =
        new Predictions(
            new int[] {logit, logit, logit, logit}, new boolean[] {false, true, false, false});
    assertThat(Reliability.of(wrong).expectedError()).isCloseTo(0.5, within(1e-4));
  }

  @Test
  void everyPercentageIsInItsBin() {
    int[] logits = {Integer.MIN_VALUE, 0, Integer.MAX_VALUE};
    Reliability reliability =
        Reliability.of(new Predictions(logits, new boolean[] {false, true, true}));
    assertThat(reliability.bins())
        .extracting(Reliability.Bin::frames)
        .containsExactly(1, 0, 0, 0, 0, 1, 0, 0, 0, 1);
  }
}
