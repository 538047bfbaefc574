package smilet.trainer.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RocCurveTest {
  @Test
  void areaIsTheShareOfPairsInTheRightOrder() {
    SplittableRandom random = new SplittableRandom(3);
    float[] scores = new float[300];
    boolean[] smiles = new boolean[300];
    for (int i = 0; i < scores.length; i++) {
      smiles[i] = random.nextInt(4) == 0;
      scores[i] = random.nextInt(-20, 21) * 0.25f + (smiles[i] ? 1 : 0); // with many ties
    }
    double right = 0;
    double pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (smiles[i] && !smiles[j]) {
          pairs++;
          right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    assertThat(RocCurve.area(scores, smiles)).isCloseTo(right / pairs, within(1e-12));
  }

  @Test
  void perfectOrderIsOneAndItsReverseZero() {
    float[] scores = {-2, -1, -0f, 0.5f};
    assertThat(RocCurve.area(scores, new boolean[] {false, false, true, true})).isOne();
    assertThat(RocCurve.area(scores, new boolean[] {true, true, false, false})).isZero();
  }

  @Test
  void zeroAndMinusZeroTie() {
    assertThat(RocCurve.area(new float[] {0f, -0f}, new boolean[] {true, false})).isEqualTo(0.5);
  }

  @Test
  void theAreaForOneClassAloneIsOneHalf() {
    assertThat(RocCurve.area(new float[] {1, 2}, new boolean[] {true, true})).isEqualTo(0.5);
  }
}
