package smilet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.shared.frame.Grid;
import smilet.shared.model.Shape;

class ArchitectureTest {
  private static final Grid GRID = new Grid(32, 32);

  @ParameterizedTest
  @ValueSource(strings = {"", "8-", "-8", "8-x", "8 12", "8k-1", "Linear", "8-12-16-"})
  void aTextThatIsNoNetworkIsRefusedWithTheRightForm(String text) {
    assertThatThrownBy(() -> Architecture.parse(text, GRID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a network is linear, 4k, 16k, 64k or channels as 8-12-16, was \"%s\"", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "257", "8k4", "8k13", "8s0", "8s5"})
  void channelsKernelsAndStridesHaveTheirLimits(String text) {
    assertThatThrownBy(() -> Architecture.parse(text, GRID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be");
  }

  @Test
  void theThreeConvolutionNetworkHasItsKnownParameters() {
    Architecture architecture = Architecture.parse("8-12-16", GRID);
    assertThat(architecture.parameterCount()).isEqualTo(3085);
    assertThat(architecture.denseInput()).isEqualTo(new Shape(4, 4, 16));
    assertThat(architecture.channelCount()).isEqualTo(36);
  }
}
