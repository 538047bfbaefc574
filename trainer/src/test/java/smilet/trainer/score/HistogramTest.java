package smilet.trainer.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void aQuantileIsTheLowestValueUpToWhichTheShareLies() {
    Histogram histogram = new Histogram(10);
    for (int value : new int[] {2, 2, 2, 5, 9}) {
      histogram.add(value);
    }
    assertThat(histogram.count(2)).isEqualTo(3);
    assertThat(histogram.quantile(0.6)).hasValue(2);
    assertThat(histogram.quantile(0.61)).hasValue(5);
    assertThat(histogram.quantile(1)).hasValue(9);
  }

  @Test
  void withoutCountsThereIsNoQuantile() {
    assertThat(new Histogram(10).quantile(0.5)).isEmpty();
  }
}
