package smilet.trainer.descent;

import java.util.Arrays;
import smilet.trainer.network.Block;
import smilet.trainer.network.Network;
import smilet.trainer.network.Samples;
import smilet.trainer.network.Weights;
import smilet.trainer.score.Logistic;

/**
 * The gradient of a batch, worked out by a {@link WorkerPool}. The batch is cut into slices whose
 * number depends on its size alone; each slice sums its samples in order, and the slices are added
 * in order. Which thread did which slice therefore leaves no trace.
 */
final class BatchGradient {
  /** Enough for the threads to share evenly; more would only cost memory. */
  private static final int MOST_SLICES = 16;

  /** "Roughly right" is 90 % on a smile and 10 % on the rest: |logit| of at least ln 9. */
  private static final double TEN_POINTS = 0.1;

  private final Learner learner;
  private final Samples samples;
  private final Recipe recipe;
  private final int one;
  private final WorkerPool pool;
  private final Weights weights;
  private final Worker[] workers;
  private final Slice[] slices;
  private final float[] sum;
  private final float[] means;
  private final float[] squares;

  private static final class Worker {
    final Block block;
    final Samples.Reader reader;
    final float[] delta = new float[Block.LANES];

    Worker(Network network, Samples samples) {
      block = new Block(network.architecture());
      reader = samples.reader();
    }
  }

  private static final class Slice {
    final float[] gradient;
    final float[] means;
    final float[] squares;
    double loss;
    double error;
    int roughlyRight;

    Slice(int parameters, int channels) {
      gradient = new float[parameters];
      means = new float[channels];
      squares = new float[channels];
    }
  }

  /** Mean loss, summed distance from right (0 to 1 each), and how many are within ten points. */
  record Score(double loss, double error, int roughlyRight) {}

  BatchGradient(Learner learner, Samples samples, int batchSize, Recipe recipe, WorkerPool pool) {
    Network network = learner.network();
    int channels = network.architecture().channelCount();
    this.learner = learner;
    this.samples = samples;
    this.recipe = recipe;
    this.pool = pool;
    one = network.normalisation().one();
    weights = new Weights(network.architecture());
    workers = new Worker[pool.workers()];
    Arrays.setAll(workers, i -> new Worker(network, samples));
    int blocks = blocks(batchSize);
    slices = new Slice[Math.min(MOST_SLICES, blocks)];
    Arrays.setAll(slices, i -> new Slice(learner.parameters().length, channels));
    sum = new float[learner.parameters().length];
    means = new float[channels];
    squares = new float[channels];
  }

  /** The gradient that {@link #compute} left, summed over the batch. */
  float[] sum() {
    return sum;
  }

  /** Runs {@code order[from]} up to {@code order[to]} forward and backward. */
  Score compute(int iteration, int[] order, int from, int to) {
    learner.prepare(weights);
    int blocks = blocks(to - from);
    int used = Math.min(slices.length, blocks);
    pool.run(
        used,
        (worker, index) -> {
          int begin = from + (int) ((long) blocks * index / used) * Block.LANES;
          int end = from + (int) ((long) blocks * (index + 1) / used) * Block.LANES;
          computeSlice(workers[worker], slices[index], iteration, order, begin, Math.min(end, to));
        });
    Arrays.fill(sum, 0);
    Arrays.fill(means, 0);
    Arrays.fill(squares, 0);
    double loss = 0;
    double error = 0;
    int roughlyRight = 0;
    for (int s = 0; s < used; s++) {
      add(slices[s].gradient, sum, 1);
      add(slices[s].means, means, 1f / blocks);
      add(slices[s].squares, squares, 1f / blocks);
      loss += slices[s].loss;
      error += slices[s].error;
      roughlyRight += slices[s].roughlyRight;
    }
    learner.complete(sum);
    learner.observe(means, squares);
    return new Score(loss / (to - from), error, roughlyRight);
  }

  private static void add(float[] from, float[] to, float scale) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i] * scale;
    }
  }

  private void computeSlice(
      Worker worker, Slice slice, int iteration, int[] order, int from, int to) {
    Arrays.fill(slice.gradient, 0);
    Arrays.fill(slice.means, 0);
    Arrays.fill(slice.squares, 0);
    slice.loss = 0;
    slice.error = 0;
    slice.roughlyRight = 0;
    for (int first = from; first < to; first += Block.LANES) {
      int count = Math.min(Block.LANES, to - first);
      Block block = worker.block;
      for (int lane = 0; lane < count; lane++) {
        worker.reader.read(order[first + lane], iteration, block.inputs(), block.inputOffset(lane));
      }
      block.forward(count, one, weights);
      Arrays.fill(worker.delta, 0);
      for (int lane = 0; lane < count; lane++) {
        worker.delta[lane] = judge(slice, block.logits()[lane], samples.smile(order[first + lane]));
      }
      block.backward(worker.delta, weights, slice.gradient);
      for (int c = 0; c < slice.means.length; c++) {
        float mean = block.means()[c];
        slice.means[c] += mean;
        slice.squares[c] += block.variances()[c] + mean * mean;
      }
    }
  }

  /** Adds one logit to the slice's score and returns the loss's gradient by it. */
  private float judge(Slice slice, float logit, boolean smile) {
    double probability = Logistic.probability(logit);
    double target = smile ? 1 : 0;
    double distance = Math.abs(target - probability);
    slice.error += distance;
    slice.roughlyRight += distance <= TEN_POINTS ? 1 : 0;
    double smoothed = target * (1 - recipe.labelSmoothing()) + recipe.labelSmoothing() / 2;
    double weight = smile ? recipe.smileWeight() : 1;
    slice.loss += weight * Logistic.loss(logit, smoothed);
    return (float) (weight * (probability - smoothed));
  }

  private static int blocks(int samples) {
    return (samples + Block.LANES - 1) / Block.LANES;
  }
}
