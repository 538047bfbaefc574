package smilet.trainer.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LastLayerFitTest {
  private static final int SIZE = 12;
  private final Random random = new Random(1);

  private double[][] inputs(int count) {
    double[][] inputs = new double[count][SIZE];
    for (double[] row : inputs) {
      Arrays.setAll(row, _ -> random.nextGaussian());
    }
    return inputs;
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static boolean[] labels(double[][] inputs, double border) {
    boolean[] smiles = new boolean[inputs.length];
    for (int i = 0; i < smiles.length; i++) {
      smiles[i] = inputs[i][0] > border;
    }
    return smiles;
  }

  /** At the minimum, every derivative of the formula in the class's documentation is 0. */
  @Test
  void theGradientVanishesAtTheAnswer() {
    double[][] inputs = inputs(60);
    boolean[] smiles = labels(inputs, 0.3);
    double[] logits = new double[60];
    Arrays.setAll(logits, i -> 0.2 * inputs[i][1]);
    double[] weights = new double[60];
    Arrays.setAll(weights, i -> 0.5 + i % 3);
    double[] change = new LastLayerFit(inputs, logits, smiles, weights).solve();
    double[] derivative = new double[SIZE + 1];
    for (int i = 0; i < SIZE; i++) {
      derivative[i] = LastLayerFit.STIFFNESS * change[i];
    }
    derivative[SIZE] = LastLayerFit.BIAS_STIFFNESS * change[SIZE];
    for (int e = 0; e < 60; e++) {
      double z = logits[e] + change[SIZE];
      for (int i = 0; i < SIZE; i++) {
        z += change[i] * inputs[e][i];
      }
      double error = weights[e] * (1 / (1 + Math.exp(-z)) - (smiles[e] ? 1 : 0));
      for (int i = 0; i < SIZE; i++) {
        derivative[i] += error * inputs[e][i];
      }
      derivative[SIZE] += error;
    }
    for (double value : derivative) {
      assertThat(value).isCloseTo(0, within(1e-6));
    }
  }

  /** A model that is sure and right needs no change. */
  @Test
  void aModelThatIsRightStays() {
    double[][] inputs = inputs(40);
    boolean[] smiles = labels(inputs, 0);
    double[] logits = new double[40];
    Arrays.setAll(logits, i -> smiles[i] ? 20 : -20);
    double[] change = new LastLayerFit(inputs, logits, smiles, ones(40)).solve();
    for (double value : change) {
      assertThat(value).isCloseTo(0, within(1e-6));
    }
  }

  /** Logits that are all too low by 2 are corrected by the bias, not by weights. */
  @Test
  void aShiftIsCorrectedByTheBias() {
    double[][] inputs = inputs(400);
    boolean[] smiles = new boolean[400];
    double[] logits = new double[400];
    for (int i = 0; i < 400; i++) {
      double right = 3 * random.nextGaussian();
      smiles[i] = random.nextDouble() < 1 / (1 + Math.exp(-right));
      logits[i] = right - 2;
    }
    double[] change = new LastLayerFit(inputs, logits, smiles, ones(400)).solve();
    assertThat(change[SIZE]).isCloseTo(2, within(0.5));
    for (int i = 0; i < SIZE; i++) {
      assertThat(change[i]).isCloseTo(0, within(0.3));
    }
  }

  @Test
  void hugeInputsEndInFiniteNumbers() {
    double[][] inputs = inputs(10);
    for (double[] row : inputs) {
      Arrays.setAll(row, i -> row[i] * 1e6);
    }
    boolean[] smiles = labels(inputs, 0);
    double[] change = new LastLayerFit(inputs, new double[10], smiles, ones(10)).solve();
    for (double value : change) {
      assertThat(value).isFinite();
    }
  }
}
