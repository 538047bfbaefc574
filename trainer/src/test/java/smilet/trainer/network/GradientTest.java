package smilet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

/** Compares the backward pass with differences of a forward pass in double precision. */
class GradientTest {
  /** Together these use the kernels for eight, four and single channels and taps. */
  private static final String NETWORKS =
      """
      linear,            4x3, 16
      linear,            4x3, 3
      9-13,              7x6, 16
      9-13,              7x6, 5
      3k3s1-4k1s2,       5x5, 16
      2k5s1-5k3s3-12,    8x9, 11
      1,                 6x6, 1
      8k3v-12s1v-5v,     12x11, 16
      4k5s3v-9k1s2v-3s1, 14x9, 7
      """;

  @ParameterizedTest
  @CsvSource(textBlock = NETWORKS)
  void everyParameterMatchesItsNumericalGradient(String network, String grid, int count) {
    check(network, grid, count, false);
  }

  @ParameterizedTest
  @CsvSource({"9-13, 7x6", "3k3s1-4k1s2, 5x5", "2k5s1-5k3s3-12, 8x9", "8k3v-12s1v-5v, 12x11"})
  void everyParameterMatchesItsNumericalGradientIfNormalised(String network, String grid) {
    check(network, grid, SampleBlock.LANES, true);
  }

  @Test
  void withoutBiasTheDenseOutputHasWeightsOnly() {
    Architecture architecture = new Architecture(new Grid(3, 3), List.of(), false, false);
    assertThat(architecture.parameterCount()).isEqualTo(9);
    check(architecture, 4, false);
  }

  private static void check(String network, String grid, int count, boolean normalised) {
    check(Architecture.parse(network, Grid.parse(grid)), count, normalised);
  }

  private static void check(Architecture architecture, int count, boolean normalised) {
    SplittableRandom random = new SplittableRandom(42);
    float[] plain = Network.initialise(architecture, Normalisation.CONTRAST, 1).parameters();
    float[] parameters =
        Arrays.copyOf(plain, plain.length + (normalised ? architecture.channelCount() : 0));
    for (int i = 0; i < parameters.length; i++) {
      // Biases, gains and the weights of a linear network begin with equal values: make them
      // differ.
      parameters[i] += (float) (0.2 * random.nextDouble() + (i >= plain.length ? 0.8 : 0));
    }
    SampleBlock block = new SampleBlock(architecture);
    KernelWeights weights = new KernelWeights(architecture);
    if (normalised) {
      weights.setNormalised(parameters);
    } else {
      weights.set(parameters);
    }
    double[][] inputs = new double[count][architecture.grid().cellCount()];
    float[] delta = new float[SampleBlock.LANES];
    for (int lane = 0; lane < count; lane++) {
      for (int i = 0; i < inputs[lane].length; i++) {
        byte input = (byte) random.nextInt(-127, 128);
        block.inputs()[block.inputOffset(lane) + i] = input;
        inputs[lane][i] = input / 32.0;
      }
      delta[lane] = (float) (2 * random.nextDouble() - 1);
    }
    block.forward(count, 32, weights);
    float[] gradient = new float[parameters.length];
    block.backward(delta, weights, gradient);

    double[] at = new double[parameters.length];
    Arrays.setAll(at, i -> parameters[i]);
    DoubleNetwork reference = new DoubleNetwork(architecture, normalised);
    double[] logits = reference.logits(at, inputs);
    for (int lane = 0; lane < count; lane++) {
      assertThat((double) block.logits()[lane]).isCloseTo(logits[lane], within(2e-4));
    }
    for (int i = 0; i < at.length; i++) {
      double numerical = numerical(reference, at, i, inputs, delta);
      assertThat((double) gradient[i])
          .as("parameter %d of %s", i, architecture.convolutions())
          .isCloseTo(numerical, within(1e-3 + 1e-4 * Math.abs(numerical)));
    }
  }

  /** The central difference of sum(delta · logit) by parameter {@code i}. */
  private static double numerical(
      DoubleNetwork network, double[] parameters, int i, double[][] inputs, float[] delta) {
    double step = 1e-6;
    double[] moved = parameters.clone();
    moved[i] = parameters[i] + step;
    double above = objective(network.logits(moved, inputs), delta);
    moved[i] = parameters[i] - step;
    double below = objective(network.logits(moved, inputs), delta);
    return (above - below) / (2 * step);
  }

  private static double objective(double[] logits, float[] delta) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += delta[i] * logits[i];
    }
    return sum;
  }
}
