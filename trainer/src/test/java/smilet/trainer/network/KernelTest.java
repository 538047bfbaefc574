package smilet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.shared.model.Shape;

/** Vector kernels give the same bits as plain loops, for seeded random shapes. */
class KernelTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void forwardAndBackwardEqualPlainLoopsToTheBit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ConvolutionSpec spec =
        new ConvolutionSpec(
            random.nextInt(1, 25), 1 + 2 * random.nextInt(3), random.nextInt(1, 4), seed % 2 == 0);
    int least = spec.padded() ? 1 : spec.kernel();
    Shape input =
        new Shape(random.nextInt(least, 11), random.nextInt(least, 11), random.nextInt(1, 22));
    ConvolutionGeometry g = new ConvolutionGeometry(new ConvolutionLayer(input, spec, 3));
    int outputs = g.inAt.length * g.channels * SampleBlock.LANES;
    int weights = g.layer.biasOffset() - g.layer.offset();
    float[] in = floats(random, g.inSize);
    float[] taps = floats(random, weights);
    float[] biases = floats(random, g.channels + 2);
    float[] delta = floats(random, outputs);

    float[] out = new float[outputs];
    float[] plainOut = new float[outputs];
    WeightedSumKernel.apply(g.forward, in, taps, biases, 2, out);
    PlainKernels.forward(g, in, taps, biases, 2, plainOut);
    assertThat(out).isEqualTo(plainOut);

    float[] gathered = new float[input.size() * SampleBlock.LANES];
    float[] plainGathered = new float[gathered.length];
    WeightedSumKernel.apply(g.backward, delta, taps, new float[input.channels()], 0, gathered);
    PlainKernels.inputGradient(g, delta, taps, plainGathered);
    assertThat(gathered).isEqualTo(plainGathered);

    float[] gradient = floats(random, g.layer.end());
    float[] plainGradient = gradient.clone();
    WeightGradientKernel.weights(g, in, delta, gradient, new float[WeightGradientKernel.SCRATCH]);
    PlainKernels.weightGradient(g, in, delta, plainGradient);
    assertThat(gradient).isEqualTo(plainGradient);
  }

  private static float[] floats(SplittableRandom random, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) (2 * random.nextDouble() - 1);
    }
    return floats;
  }
}
