package smilet.trainer.descent;

import java.util.SplittableRandom;
import smilet.shared.random.Seeds;
import smilet.trainer.network.SampleBlock;

/**
 * The order in which an iteration takes the samples, cut into batches. It depends on the seed and
 * the iteration only.
 */
final class SampleOrder {
  private final int samples;
  private final int batchSize;
  private final long seed;
  private final int[] order;

  /**
   * @param samples how many there are, 1 or more
   * @param batchSize samples per batch; more than there are means one batch with all of them
   * @param wholeBlocks whether every batch must fill whole blocks of {@value SampleBlock#LANES}
   *     samples; the first few samples of an order are then repeated at its end
   */
  SampleOrder(int samples, int batchSize, boolean wholeBlocks, long seed) {
    this.samples = samples;
    this.seed = seed;
    int size = Math.min(batchSize, samples);
    this.batchSize =
        wholeBlocks
            ? Math.max(SampleBlock.LANES, size / SampleBlock.LANES * SampleBlock.LANES)
            : size;
    this.order =
        new int
            [wholeBlocks ? Math.ceilDiv(samples, SampleBlock.LANES) * SampleBlock.LANES : samples];
    inOrder();
  }

  /** Draws the order of an iteration (Fisher and Yates); a single batch keeps its order. */
  void shuffle(int iteration) {
    if (batches() == 1) {
      return;
    }
    inOrder();
    SplittableRandom random = new SplittableRandom(Seeds.mix(seed, Seeds.GOLDEN_RATIO, iteration));
    for (int i = samples - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    for (int i = samples; i < order.length; i++) {
      order[i] = order[i - samples];
    }
  }

  private void inOrder() {
    for (int i = 0; i < order.length; i++) {
      order[i] = i % samples;
    }
  }

  /** The numbers of the samples in their order; not to be changed. */
  int[] indices() {
    return order;
  }

  /** Samples in the largest batch. */
  int batchSize() {
    return batchSize;
  }

  int batches() {
    return Math.ceilDiv(order.length, batchSize);
  }

  /** Where in {@link #indices} a batch begins. */
  int begin(int batch) {
    return batch * batchSize;
  }

  /** One past the end of a batch in {@link #indices}. */
  int end(int batch) {
    return Math.min((batch + 1) * batchSize, order.length);
  }
}
