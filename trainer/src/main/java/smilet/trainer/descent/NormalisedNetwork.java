package smilet.trainer.descent;

import java.util.Arrays;
import smilet.trainer.network.Architecture;
import smilet.trainer.network.ConvolutionLayer;
import smilet.trainer.network.KernelWeights;
import smilet.trainer.network.Network;
import smilet.trainer.network.SampleBlock;

/**
 * A network whose convolutions are normalised during training: each block of {@value
 * SampleBlock#LANES} samples by its own mean and variance (batch normalisation with small batches,
 * Hoffer et al. 2017, so that threads need not exchange statistics). The device does not normalise:
 * the running mean and variance are folded into weights and biases.
 */
final class NormalisedNetwork implements TrainableNetwork {
  /** The share of a new batch in the running mean and variance. */
  private static final float SHARE_OF_NEW = 0.05f;

  private final Architecture architecture;
  private final Network start;

  /** The parameters of the network, then one gain per channel. */
  private final float[] parameters;

  private final float[] means;
  private final float[] variances;
  private boolean seen;

  NormalisedNetwork(Network start) {
    this.start = start;
    architecture = start.architecture();
    int plain = start.parameters().length;
    int channels = architecture.channelCount();
    parameters = Arrays.copyOf(start.parameters(), plain + channels);
    Arrays.fill(parameters, plain, parameters.length, 1);
    means = new float[channels];
    variances = new float[channels];
  }

  @Override
  public float[] parameters() {
    return parameters;
  }

  @Override
  public void prepare(KernelWeights weights) {
    weights.setNormalised(parameters);
  }

  @Override
  public void complete(float[] gradient) {}

  @Override
  public void observe(float[] batchMeans, float[] batchSquares) {
    float share = seen ? SHARE_OF_NEW : 1;
    for (int c = 0; c < means.length; c++) {
      float variance = Math.max(0, batchSquares[c] - batchMeans[c] * batchMeans[c]);
      means[c] += share * (batchMeans[c] - means[c]);
      variances[c] += share * (variance - variances[c]);
    }
    seen = true;
  }

  /**
   * Folds the normalisation: gain · (w·x - mean) / deviation + bias = (w · f)·x + (bias - mean ·
   * f).
   */
  @Override
  public Network network() {
    if (!seen) {
      return start;
    }
    float[] folded = Arrays.copyOf(parameters, architecture.parameterCount());
    int channel = 0;
    for (ConvolutionLayer layer : architecture.convolutionLayers()) {
      for (int c = 0; c < layer.spec().channels(); c++, channel++) {
        float gain = parameters[folded.length + channel];
        float factor = gain / (float) Math.sqrt(variances[channel] + SampleBlock.VARIANCE_EPSILON);
        int from = layer.offset() + c * layer.taps();
        for (int i = from; i < from + layer.taps(); i++) {
          folded[i] *= factor;
        }
        folded[layer.biasOffset() + c] -= means[channel] * factor;
      }
    }
    return new Network(architecture, start.normalisation(), folded);
  }
}
