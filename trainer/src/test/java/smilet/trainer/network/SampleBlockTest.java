package smilet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

class SampleBlockTest {
  private final Architecture architecture = Architecture.parse("5-6", new Grid(9, 8));
  private final Network network = Network.initialise(architecture, Normalisation.CONTRAST, 7);

  @Test
  void theLogitOfALaneDoesNotDependOnOtherLanes() {
    KernelWeights weights = new KernelWeights(architecture);
    weights.set(network.parameters());
    SampleBlock alone = new SampleBlock(architecture);
    SampleBlock crowded = new SampleBlock(architecture);
    for (int i = 0; i < crowded.inputs().length; i++) {
      crowded.inputs()[i] = (byte) (i * 37 % 255 - 127);
    }
    System.arraycopy(crowded.inputs(), crowded.inputOffset(3), alone.inputs(), 0, 72);
    crowded.forward(16, 32, weights);
    alone.forward(1, 32, weights);
    assertThat(alone.logits()[0]).isEqualTo(crowded.logits()[3]);
  }

  @Test
  void emptyLanesCountAsZeroAndNotAsEarlierInputs() {
    KernelWeights weights = new KernelWeights(architecture);
    weights.set(network.parameters());
    SampleBlock block = new SampleBlock(architecture);
    Arrays.fill(block.inputs(), (byte) 99);
    block.forward(2, 32, weights);
    assertThat(block.logits()[15])
        .isEqualTo(
            new Network(architecture, Normalisation.CONTRAST, network.parameters())
                .logits(
                    new ArraySamples(
                        architecture.grid(), Normalisation.CONTRAST, new byte[72], new boolean[1]))[
                0]);
  }

  @Test
  void roundedActivationsAreWholeStepsUpToTheLargest() {
    float[] sums = {-1f, 0.04f, 0.06f, 0.5f, 12.64f, 12.66f, 99f, 0.149f};
    float[] from = Arrays.copyOf(sums, SampleBlock.LANES);
    float[] to = new float[SampleBlock.LANES];
    Activation.forward(from, 0, to, 0, SampleBlock.LANES, 0.1f);
    float[] expected = {0, 0, 0.1f, 0.5f, 12.6f, 12.7f, 12.7f, 0.1f};
    for (int i = 0; i < expected.length; i++) {
      assertThat(to[i]).isCloseTo(expected[i], within(1e-6f));
    }
  }

  @Test
  void normalisingNeedsWholeBlocks() {
    KernelWeights weights = new KernelWeights(architecture);
    weights.setNormalised(Arrays.copyOf(network.parameters(), network.parameters().length + 11));
    assertThatThrownBy(() -> new SampleBlock(architecture).forward(15, 32, weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole blocks");
  }
}
