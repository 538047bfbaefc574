package smilet.shared.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

class ModelTest {
  private static final Shape TWO = new Shape(1, 2, 1);

  @Test
  void accumulatorThatCouldOverflowIsRefusedAndTheOneBelowIsNot() {
    // 127 · (127 + 127) = 32258 leaves 2^31 - 1 - 32258 for the bias.
    byte[] weights = {127, -127};
    int most = Integer.MAX_VALUE - 127 * 254;
    assertThat(new Dense(TWO, weights, most, 1, 0).bias()).isEqualTo(most);
    assertThatThrownBy(() -> new Dense(TWO, weights, most + 1, 1, 0))
        .hasMessage("accumulator could reach 2147483648, which overflows 32 bits");
    assertThatThrownBy(() -> new Dense(TWO, weights, Integer.MIN_VALUE, 1, 0))
        .hasMessageContaining("overflows 32 bits");
  }

  @Test
  void largestGridAtFullWeightsFits() {
    Shape shape = new Shape(Grid.MAX_SIDE, Grid.MAX_SIDE, 1);
    byte[] weights = new byte[shape.size()];
    Arrays.fill(weights, (byte) 127);
    Dense dense = new Dense(shape, weights, 0, 1, 0);
    byte[] input = new byte[shape.size()];
    Arrays.fill(input, (byte) 127);
    assertThat(dense.accumulate(input, 0)).isEqualTo(127 * 127 * 16384);
    Arrays.fill(input, (byte) -127);
    assertThat(dense.accumulate(input, 0)).isEqualTo(-127 * 127 * 16384);
  }

  @Test
  void logitSaturatesInsteadOfWrapping() {
    Dense dense = new Dense(TWO, new byte[] {127, 127}, 2_000_000_000, 65535, 0);
    assertThat(dense.logitQ16(2_000_000_000)).isEqualTo(Integer.MAX_VALUE);
    assertThat(dense.logitQ16(-2_000_000_000)).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void weightsScalesAndShapesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Dense(TWO, new byte[] {1, -128}, 0, 1, 0))
        .hasMessage("weights must be -127 to 127, was -128 at 1");
    assertThatThrownBy(() -> new Dense(TWO, new byte[3], 0, 1, 0))
        .hasMessage("dense weights must be 2, were 3");
    assertThatThrownBy(() -> new Dense(TWO, new byte[2], 0, 0, 0))
        .hasMessage("multiplier must be 1 to 65535, was 0");
    assertThatThrownBy(() -> new Dense(TWO, new byte[2], 0, 1, 47))
        .hasMessage("shift must be 0 to 46, was 47");
    assertThatThrownBy(() -> new Convolution(TWO, 4, 1, new byte[16], ints(1), ints(1), 0))
        .hasMessage("kernel must be odd, 1 to 11, was 4");
    assertThatThrownBy(() -> new Convolution(TWO, 3, 0, new byte[9], ints(1), ints(1), 0))
        .hasMessage("stride must be 1 to 4, was 0");
  }

  @Test
  void layersMustFitOneAnotherAndEndInTheDenseOne() {
    Grid grid = new Grid(2, 1);
    Layer dense = new Dense(TWO, new byte[2], 0, 1, 0);
    Layer convolution = new Convolution(TWO, 1, 1, new byte[1], ints(0), ints(1), 0);
    Model model = new Model(grid, Normalisation.NONE, List.of(convolution, dense));
    assertThat(model.network()).isEqualTo("1k1s1");
    assertThat(model.parameterCount()).isEqualTo(5);
    assertThat(model.multiplyAdds()).isEqualTo(4);
    assertThatThrownBy(() -> new Model(grid, Normalisation.NONE, List.of(convolution)))
        .hasMessage("layer 0: only the last layer is dense, and it must be");
    assertThatThrownBy(() -> new Model(grid, Normalisation.NONE, List.of(dense, dense)))
        .hasMessageContaining("layer 0");
    assertThatThrownBy(() -> new Model(new Grid(1, 2), Normalisation.NONE, List.of(dense)))
        .hasMessage("layer 0 takes 1x2x1 but is given 2x1x1");
    assertThatThrownBy(() -> new Model(grid, Normalisation.NONE, List.of()))
        .hasMessage("a model has 1 to 16 layers, was given 0");
  }

  @Test
  void thresholdsDivideProbabilitiesIntoThreeVerdicts() {
    Thresholds thresholds = Thresholds.ROUGHLY_RIGHT;
    assertThat(thresholds.verdict(29492)).isEqualTo(Verdict.SMILE);
    assertThat(thresholds.verdict(29491)).isEqualTo(Verdict.UNSURE);
    assertThat(thresholds.verdict(3277)).isEqualTo(Verdict.UNSURE);
    assertThat(thresholds.verdict(3276)).isEqualTo(Verdict.NOT_SMILE);
    assertThatThrownBy(() -> new Thresholds(100, 100))
        .hasMessageContaining("0 <= not smile < smile <= 32768");
  }

  private static int[] ints(int value) {
    return new int[] {value};
  }
}
