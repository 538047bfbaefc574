package smilet.trainer.quantise;

import java.util.Arrays;
import java.util.OptionalInt;
import smilet.shared.model.Layer;
import smilet.trainer.network.ConvolutionLayer;
import smilet.trainer.network.KernelWeights;
import smilet.trainer.network.Network;
import smilet.trainer.network.SampleBlock;
import smilet.trainer.network.Samples;
import smilet.trainer.score.Histogram;

/** Finds how large the activations of a network become. */
final class ActivationRange {
  /** At most this many samples are measured. */
  private static final int SAMPLES = 2048;

  /** The share of positive activations that must not saturate. */
  private static final double COVERED = 0.9995;

  /** The range is that much larger than the covered activations. */
  private static final float ROOM = 1.1f;

  /** Positive floats are counted by exponent and 7 bits of the mantissa: 2^8 · 2^7 buckets. */
  private static final int BUCKETS = 1 << 15;

  private ActivationRange() {}

  /** The value of one of 127 steps of the activations, per convolution. */
  static float[] steps(Network network, Samples samples) {
    int layers = network.architecture().convolutions().size();
    float[] steps = new float[layers];
    if (layers == 0) {
      return steps;
    }
    Histogram[] histograms = new Histogram[layers];
    Arrays.setAll(histograms, i -> new Histogram(BUCKETS));
    KernelWeights weights = new KernelWeights(network.architecture());
    weights.set(network.parameters());
    SampleBlock block = new SampleBlock(network.architecture());
    Samples.Reader reader = samples.reader();
    int total = Math.min(SAMPLES, samples.count());
    for (int first = 0; first < total; first += SampleBlock.LANES) {
      int count = Math.min(SampleBlock.LANES, total - first);
      for (int lane = 0; lane < count; lane++) {
        reader.read(first + lane, 0, block.inputs(), block.inputOffset(lane));
      }
      block.forward(count, network.normalisation().one(), weights);
      for (int i = 0; i < layers; i++) {
        ConvolutionLayer layer = network.architecture().convolutionLayers().get(i);
        countPositive(block.sums(i), layer.output().size(), count, histograms[i]);
      }
    }
    for (int i = 0; i < layers; i++) {
      steps[i] = ROOM * coveredUpTo(histograms[i]) / Layer.MAX_ACTIVATION;
    }
    return steps;
  }

  private static void countPositive(float[] sums, int values, int lanes, Histogram histogram) {
    for (int i = 0; i < values; i++) {
      for (int lane = 0; lane < lanes; lane++) {
        float sum = sums[i * SampleBlock.LANES + lane];
        if (sum > 0) {
          histogram.add(Float.floatToRawIntBits(sum) >>> 16);
        }
      }
    }
  }

  /** The upper end of the bucket up to which the covered share lies; 1 if nothing was positive. */
  private static float coveredUpTo(Histogram histogram) {
    OptionalInt bucket = histogram.quantile(COVERED);
    return bucket.isPresent() ? Float.intBitsToFloat((bucket.getAsInt() + 1) << 16) : 1;
  }
}
