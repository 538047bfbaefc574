package smilet.trainer.quantise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.shared.fixed.Q16;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Convolution;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.trainer.network.Architecture;
import smilet.trainer.network.ArraySamples;
import smilet.trainer.network.Network;
import smilet.trainer.network.Samples;

class QuantisationTest {
  private final Architecture architecture = Architecture.parse("6-8", new Grid(9, 9));
  private final Samples samples = noise(300);
  private final Network network = network(3);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void weightsFitTheirBits(int bits) {
    Model model = Quantisation.calibrate(network, samples, bits).model(network);
    for (Layer layer : model.layers()) {
      byte[] weights =
          switch (layer) {
            case Convolution convolution -> convolution.weights();
            case smilet.shared.model.Dense dense -> dense.weights();
          };
      for (byte weight : weights) {
        assertThat((int) weight).isBetween(WeightStep.least(bits), WeightStep.most(bits));
      }
    }
  }

  @Test
  void eightBitsKeepTheLogits() {
    Model model = Quantisation.calibrate(network, samples, 8).model(network);
    float[] expected = network.logits(samples);
    int[] integer = PercentageCalibration.logitsQ16(model, samples);
    double largest = 0;
    for (float logit : expected) {
      largest = Math.max(largest, Math.abs(logit));
    }
    for (int i = 0; i < integer.length; i++) {
      assertThat(Q16.toDouble(integer[i])).isCloseTo(expected[i], within(0.05 * largest));
    }
  }

  @Test
  void roundingTwiceChangesNothing() {
    Quantisation quantisation = Quantisation.calibrate(network, samples, 4);
    float[] once = new float[network.parameters().length];
    float[] twice = new float[once.length];
    quantisation.round(network.parameters(), once);
    quantisation.round(once, twice);
    for (int i = 0; i < once.length; i++) {
      assertThat(twice[i]).isCloseTo(once[i], within(1e-6f));
    }
    Network rounded = new Network(architecture, Normalisation.CONTRAST, once);
    assertThat(quantisation.model(rounded).dense().weights())
        .isEqualTo(quantisation.model(network).dense().weights());
  }

  @Test
  void theGradientOfAStepFollowsFromThatOfTheRoundedWeights() {
    Quantisation quantisation = Quantisation.calibrate(network, samples, 3);
    int plain = network.parameters().length;
    float[] steps = quantisation.weightSteps();
    float[] upstream = new float[plain + steps.length];
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < plain; i++) {
      upstream[i] = (float) (random.nextDouble() - 0.5);
    }
    float[] gradient = upstream.clone();
    quantisation.complete(network.parameters(), gradient);
    // With rounding as the identity, d(rounded)/d(step) = round(u) - u inside the range.
    int from = architecture.denseOffset();
    int to = architecture.denseBiasOffset();
    float step = steps[steps.length - 1];
    double expected = 0;
    for (int i = from; i < to; i++) {
      double u = network.parameters()[i] / step;
      double derivative = u < -4 ? -4 : u > 3 ? 3 : Math.rint(u) - u;
      expected += upstream[i] * derivative * step;
      assertThat(gradient[i]).isEqualTo(u < -4 || u > 3 ? 0 : upstream[i]);
    }
    assertThat((double) gradient[gradient.length - 1]).isCloseTo(expected, within(1e-4));
  }

  @Test
  void moreBitsThanEightOrFewerThanTwoAreRefused() {
    assertThatThrownBy(() -> Quantisation.calibrate(network, samples, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weight bits must be 2 to 8, was 9");
    assertThatThrownBy(() -> Quantisation.calibrate(network, samples, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weight bits must be 2 to 8, was 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "8-12-16", "8k3s1-12-16k1", "4s4", "6-8s1-8"})
  void theModelNamesItsNetworkAsItWasWritten(String text) {
    Architecture asked = Architecture.parse(text, architecture.grid());
    Network drawn = Network.initialise(asked, Normalisation.CONTRAST, 1);
    assertThat(Quantisation.calibrate(drawn, samples, 8).model(drawn).network()).isEqualTo(text);
  }

  @Test
  void aMirroredNetworkReturnsTheSameMeanAsItsModel() {
    Architecture twice = architecture.withMirrored(true);
    Network mirrored = new Network(twice, Normalisation.CONTRAST, network.parameters());
    Model model = Quantisation.calibrate(mirrored, samples, 8).model(mirrored);
    assertThat(model.mirrored()).isTrue();
    float[] expected = mirrored.logits(samples);
    int[] integer = PercentageCalibration.logitsQ16(model, samples);
    float[] once = network.logits(samples);
    double distance = 0;
    double gap = 0;
    for (int i = 0; i < integer.length; i++) {
      distance = Math.max(distance, Math.abs(Q16.toDouble(integer[i]) - expected[i]));
      gap = Math.max(gap, Math.abs(once[i] - expected[i]));
    }
    // The error of rounding is far smaller than the effect of the mirror image.
    assertThat(distance).isLessThan(gap / 5);
  }

  private Network network(long seed) {
    Network drawn = Network.initialise(architecture, Normalisation.CONTRAST, seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < drawn.parameters().length; i++) {
      drawn.parameters()[i] += (float) (0.05 * random.nextGaussian());
    }
    return drawn;
  }

  private Samples noise(int count) {
    byte[] inputs = new byte[count * architecture.grid().cellCount()];
    new java.util.Random(4).nextBytes(inputs);
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (byte) Math.max(-127, inputs[i]);
    }
    return new ArraySamples(
        architecture.grid(), Normalisation.CONTRAST, inputs, new boolean[count]);
  }
}
