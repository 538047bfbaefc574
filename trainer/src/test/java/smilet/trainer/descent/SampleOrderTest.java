package smilet.trainer.descent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleOrderTest {
  @Test
  void everyIterationTakesEachSampleOnceInAnotherOrder() {
    SampleOrder order = new SampleOrder(50, 20, false, 1);
    order.shuffle(1);
    int[] first = order.indices().clone();
    order.shuffle(2);
    assertThat(order.indices()).isNotEqualTo(first).containsExactlyInAnyOrder(first);
    assertThat(Arrays.stream(first).sorted().toArray()).isEqualTo(IntStream.range(0, 50).toArray());
    order.shuffle(1);
    assertThat(order.indices()).isEqualTo(first);
  }

  @Test
  void batchesCoverTheOrderWithoutGaps() {
    SampleOrder order = new SampleOrder(50, 20, false, 1);
    assertThat(order.batches()).isEqualTo(3);
    assertThat(order.begin(1)).isEqualTo(order.end(0)).isEqualTo(20);
    assertThat(order.end(2)).isEqualTo(50);
  }

  @Test
  void wholeBlocksRepeatTheFirstSamplesAtTheEnd() {
    SampleOrder order = new SampleOrder(50, 40, true, 1);
    assertThat(order.batchSize()).isEqualTo(32);
    order.shuffle(1);
    assertThat(order.end(order.batches() - 1)).isEqualTo(64);
    assertThat(Arrays.copyOfRange(order.indices(), 50, 64))
        .isEqualTo(Arrays.copyOf(order.indices(), 14));
  }

  @Test
  void aSingleBatchKeepsTheOrderOfTheSamples() {
    SampleOrder order = new SampleOrder(5, Recipe.FULL_BATCH, false, 1);
    order.shuffle(1);
    assertThat(order.indices()).containsExactly(0, 1, 2, 3, 4);
  }
}
