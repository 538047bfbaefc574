package smilet.shared.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

class InferenceTest {
  @Test
  void planarKernelGivesThePlainOnesBitsForEveryShape() {
    Random random = new Random(101);
    for (int round = 0; round < 300; round++) {
      Model model = RandomModels.convolutional(random);
      if (PlanarInference.isSuited(model)) {
        assertSameBits(model, random);
      }
    }
  }

  @Test
  void planarKernelGivesThePlainOnesBitsWithoutPadding() {
    Random random = new Random(104);
    for (int round = 0; round < 100; round++) {
      Model model = RandomModels.unpadded(random);
      if (PlanarInference.isSuited(model)) {
        assertSameBits(model, random);
      }
    }
  }

  @Test
  void planarKernelGivesThePlainOnesBitsAtTheLimitOfExactness() {
    Random random = new Random(102);
    Shape input = new Shape(9, 7, 33);
    // 1040 taps of weight 127 and activations of 127 stay just below 2^24; the bias takes the rest.
    int taps = 3 * 3 * 33;
    byte[] weights = new byte[5 * taps];
    Arrays.fill(weights, (byte) 127);
    Arrays.fill(weights, 2 * taps, 3 * taps, (byte) -127);
    int rest = (1 << 24) - 1 - taps * 127 * 127;
    int[] biases = {rest, -rest, rest, -rest, 0};
    int[] multipliers = {1, 65535, 65535, 300, 40_000};
    Convolution convolution = new Convolution(input, 3, 1, weights, biases, multipliers, 30);
    assertThat(convolution.accumulatorBound()).isEqualTo((1 << 24) - 1);
    Shape grid = new Shape(9, 7, 1);
    Convolution first =
        new Convolution(
            grid, 1, 1, RandomModels.weights(33, random), new int[33], filled(33, 65535), 20);
    Dense dense = new Dense(convolution.output(), filledBytes(9 * 7 * 5), 0, 7, 0);
    Model model =
        new Model(new Grid(7, 9), Normalisation.CONTRAST, List.of(first, convolution, dense));
    assertThat(PlanarInference.isSuited(model)).isTrue();
    for (int round = 0; round < 50; round++) {
      assertSameBits(model, random);
    }
  }

  /**
   * The answer is a staircase, so kernels that agree on both sides of each of its steps agree
   * everywhere. Channel n's accumulator is made the first that rounds to n, or the one before.
   */
  @Test
  void planarKernelRoundsAsThePlainOneOnBothSidesOfEveryStep() {
    Random random = new Random(103);
    Shape input = new Shape(1, 3, 1);
    for (int round = 0; round < 200; round++) {
      // Powers of two give ties: every odd accumulator times 2^15 / 2^16 is one.
      int multiplier = round % 4 == 0 ? 1 << (7 + round % 9) : random.nextInt(1 << 7, 1 << 16);
      int shift = 31 - Integer.numberOfLeadingZeros(multiplier) + 1 + random.nextInt(16);
      int[] biases = new int[Layer.MAX_ACTIVATION];
      for (int n = 1; n <= biases.length; n++) {
        long half = (2L * n - 1) << (shift - 1);
        biases[n - 1] = (int) Math.ceilDiv(half, multiplier);
      }
      byte[] weights = filledBytes(biases.length);
      int[] multipliers = filled(biases.length, multiplier);
      Convolution layer = new Convolution(input, 1, 1, weights, biases, multipliers, shift);
      byte[] sumWeights = RandomModels.weights(layer.output().size(), random);
      Dense sum = new Dense(layer.output(), sumWeights, 0, 1, 0);
      Model model = new Model(new Grid(3, 1), Normalisation.CONTRAST, List.of(layer, sum));
      assertThat(PlanarInference.isSuited(model)).isTrue();
      byte[] aroundTheStep = {-1, 0, 1};
      assertThat(new PlanarInference(model).logitQ16(aroundTheStep, 0))
          .isEqualTo(new PlainInference(model).logitQ16(aroundTheStep, 0));
    }
  }

  @Test
  void sumsThatAFloatCannotHoldAreLeftToThePlainKernel() {
    Shape input = new Shape(1, 1, 1);
    Convolution convolution =
        new Convolution(input, 1, 1, new byte[] {1}, filled(1, 1 << 24), filled(1, 1), 0);
    Dense dense = new Dense(input, new byte[] {1}, 0, 1, 0);
    Model model = new Model(new Grid(1, 1), Normalisation.NONE, List.of(convolution, dense));
    assertThat(PlanarInference.isSuited(model)).isFalse();
    assertThat(Inference.fastest(model)).isInstanceOf(PlainInference.class);
  }

  @Test
  void planarKernelGivesThePlainOnesBitsForEveryKernelStrideAndSide() {
    Random random = new Random(104);
    for (int kernel = 1; kernel <= Convolution.MAX_KERNEL; kernel += 2) {
      for (int stride = 1; stride <= 4; stride++) {
        for (int side = 1; side <= 13; side++) {
          Shape grid = new Shape(side, 14 - side, 1);
          Convolution first = convolution(grid, kernel, stride, random);
          Convolution second = convolution(first.output(), kernel, 1 + side % 4, random);
          byte[] denseWeights = RandomModels.weights(second.output().size(), random);
          Dense dense = new Dense(second.output(), denseWeights, 0, 7, 0);
          assertSameBits(
              new Model(
                  new Grid(grid.width(), grid.height()),
                  Normalisation.NONE,
                  List.of(first, second, dense)),
              random);
        }
      }
    }
  }

  /** Three channels; half of the activations are not zero, and few are saturated. */
  private static Convolution convolution(Shape input, int kernel, int stride, Random random) {
    int taps = kernel * kernel * input.channels();
    int shift = 16 + (int) Math.round(Math.log(64 * Math.sqrt(taps)) / Math.log(2));
    byte[] weights = RandomModels.weights(3 * taps, random);
    return new Convolution(input, kernel, stride, weights, new int[3], filled(3, 50_000), shift);
  }

  private static void assertSameBits(Model model, Random random) {
    Model mirrored = new Model(model.grid(), model.normalisation(), true, model.layers());
    for (Model either : List.of(model, mirrored)) {
      Inference plain = new PlainInference(either);
      Inference planar = new PlanarInference(either);
      int cells = either.grid().cellCount();
      for (int i = 0; i < 3; i++) {
        byte[] inputs = RandomModels.inputs(cells + 2, random);
        assertThat(planar.logitQ16(inputs, 1)).isEqualTo(plain.logitQ16(inputs, 1));
      }
    }
  }

  private static int[] filled(int count, int value) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }

  private static byte[] filledBytes(int count) {
    byte[] values = new byte[count];
    Arrays.fill(values, (byte) 1);
    return values;
  }
}
