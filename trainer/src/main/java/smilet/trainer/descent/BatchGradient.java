package smilet.trainer.descent;

import java.util.Arrays;
import smilet.trainer.network.KernelWeights;
import smilet.trainer.network.Network;
import smilet.trainer.network.SampleBlock;
import smilet.trainer.network.Samples;
import smilet.trainer.score.Logistic;

/**
 * Computes the gradient of a batch with a {@link WorkerPool}. The batch is cut into slices, and the
 * size of the batch alone decides how many. Each slice sums its samples in order, and the slices
 * are added in order, so the result does not depend on which thread computed which slice.
 */
final class BatchGradient {
  /** Enough for the threads to share the work evenly; more would only cost memory. */
  private static final int MAX_SLICES = 16;

  /** "Roughly right" is 90 % or more for a smile and 10 % or less for others. */
  private static final double TEN_POINTS = 0.1;

  private final TrainableNetwork network;
  private final Samples samples;
  private final SampleOrder order;
  private final Recipe recipe;
  private final WorkerPool pool;

  /** The input that stands for 1. */
  private final int one;

  private final KernelWeights weights;
  private final Worker[] workers;
  private final Slice[] slices;
  private final float[] sum;
  private final float[] means;
  private final float[] squares;

  /** What a thread needs for itself. */
  private static final class Worker {
    final SampleBlock block;
    final Samples.Reader reader;
    final float[] delta = new float[SampleBlock.LANES];

    Worker(Network network, Samples samples) {
      block = new SampleBlock(network.architecture());
      reader = samples.reader();
    }
  }

  /** What one slice of the batch contributes. */
  private static final class Slice {
    final float[] gradient;
    final float[] means;
    final float[] squares;
    int samples;
    double lossSum;
    double errorSum;
    int roughlyRight;

    Slice(int parameters, int channels) {
      gradient = new float[parameters];
      means = new float[channels];
      squares = new float[channels];
    }

    void clear() {
      Arrays.fill(gradient, 0);
      Arrays.fill(means, 0);
      Arrays.fill(squares, 0);
      samples = 0;
      lossSum = 0;
      errorSum = 0;
      roughlyRight = 0;
    }

    BatchScore score() {
      return new BatchScore(samples, lossSum, errorSum, roughlyRight);
    }
  }

  BatchGradient(
      TrainableNetwork trained,
      Samples samples,
      SampleOrder order,
      Recipe recipe,
      WorkerPool pool) {
    Network start = trained.network();
    int channels = start.architecture().channelCount();
    int parameters = trained.parameters().length;
    this.network = trained;
    this.samples = samples;
    this.order = order;
    this.recipe = recipe;
    this.pool = pool;
    one = start.normalisation().one();
    weights = new KernelWeights(start.architecture());
    workers = new Worker[pool.workers()];
    Arrays.setAll(workers, i -> new Worker(start, samples));
    slices = new Slice[Math.min(MAX_SLICES, blocks(order.batchSize()))];
    Arrays.setAll(slices, i -> new Slice(parameters, channels));
    sum = new float[parameters];
    means = new float[channels];
    squares = new float[channels];
  }

  /** The gradient from the last call of {@link #compute}, summed over the batch. */
  float[] sum() {
    return sum;
  }

  /** Runs the samples of a batch forward and backward. */
  BatchScore compute(int iteration, int batch) {
    network.prepare(weights);
    int from = order.begin(batch);
    int to = order.end(batch);
    int blocks = blocks(to - from);
    int used = Math.min(slices.length, blocks);
    pool.run(
        used,
        (worker, index) -> {
          int begin = from + (int) ((long) blocks * index / used) * SampleBlock.LANES;
          int end = from + (int) ((long) blocks * (index + 1) / used) * SampleBlock.LANES;
          computeSlice(workers[worker], slices[index], iteration, begin, Math.min(end, to));
        });
    Arrays.fill(sum, 0);
    Arrays.fill(means, 0);
    Arrays.fill(squares, 0);
    BatchScore score = BatchScore.NONE;
    for (int s = 0; s < used; s++) {
      Slice slice = slices[s];
      add(slice.gradient, sum, 1);
      add(slice.means, means, 1f / blocks);
      add(slice.squares, squares, 1f / blocks);
      score = score.plus(slice.score());
    }
    network.complete(sum);
    network.observe(means, squares);
    return score;
  }

  private static void add(float[] from, float[] to, float scale) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i] * scale;
    }
  }

  private void computeSlice(Worker worker, Slice slice, int iteration, int from, int to) {
    int[] indices = order.indices();
    SampleBlock block = worker.block;
    slice.clear();
    for (int first = from; first < to; first += SampleBlock.LANES) {
      int count = Math.min(SampleBlock.LANES, to - first);
      for (int lane = 0; lane < count; lane++) {
        worker.reader.read(
            indices[first + lane], iteration, block.inputs(), block.inputOffset(lane));
      }
      block.forward(count, one, weights);
      Arrays.fill(worker.delta, 0);
      for (int lane = 0; lane < count; lane++) {
        worker.delta[lane] = score(slice, block.logits()[lane], indices[first + lane]);
      }
      block.backward(worker.delta, weights, slice.gradient);
      for (int c = 0; c < slice.means.length; c++) {
        float mean = block.means()[c];
        slice.means[c] += mean;
        slice.squares[c] += block.variances()[c] + mean * mean;
      }
    }
  }

  /** Adds one logit to the slice's score and returns the derivative of the loss by the logit. */
  private float score(Slice slice, float logit, int sample) {
    boolean smile = samples.smile(sample);
    double probability = Logistic.probability(logit);
    double label = smile ? 1 : 0;
    double distance = Math.abs(label - probability);
    slice.samples++;
    slice.errorSum += distance;
    slice.roughlyRight += distance <= TEN_POINTS ? 1 : 0;
    double target =
        samples.target(sample) * (1 - recipe.labelSmoothing()) + recipe.labelSmoothing() / 2;
    double weight = smile ? recipe.smileWeight() : 1;
    slice.lossSum += weight * Logistic.loss(logit, target);
    return (float) (weight * (probability - target));
  }

  private static int blocks(int samples) {
    return Math.ceilDiv(samples, SampleBlock.LANES);
  }
}
