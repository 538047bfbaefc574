package smilet.trainer.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {
  @Test
  void theLastTenthIsComparedWithTheIterationBeforeIt() {
    List<Iteration> iterations =
        IntStream.rangeClosed(1, 50)
            .mapToObj(
                i ->
                    new Iteration(
                        i, 1.0 / i, 0, 0, OptionalDouble.of(0.9 + i * 1e-4), 0.1, 2 * i, i))
            .toList();
    History.Gain gain = new History(iterations).lastTenth();
    assertThat(gain.iterations()).isEqualTo(5);
    assertThat(gain.cpuSeconds()).isEqualTo(10);
    assertThat(gain.lossGain()).isCloseTo(1.0 / 45 - 1.0 / 50, within(1e-12));
    assertThat(gain.aucGain().orElseThrow()).isCloseTo(5e-4, within(1e-12));
  }

  @Test
  void aRunWithoutIterationsCostNothing() {
    History history = new History(List.of());
    assertThat(history.cpuSeconds()).isZero();
    assertThat(history.lastTenth().iterations()).isZero();
  }
}
