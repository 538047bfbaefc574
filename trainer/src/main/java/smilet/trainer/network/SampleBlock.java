package smilet.trainer.network;

import java.util.Arrays;
import java.util.List;
import smilet.shared.model.Shape;

/**
 * Scratch memory for 16 samples on their way forward and backward, one sample a lane. Whatever is
 * summed over the samples is summed in one fixed order, so results are the same for every width of
 * the vector unit. A block belongs to one thread; no call allocates.
 */
public final class SampleBlock {
  /** Samples a block holds. */
  public static final int LANES = 16;

  /** The bias of a normalised convolution is added after normalisation. */
  private static final float[] NO_BIASES = new float[256];

  private final ConvolutionGeometry[] layers;
  private final int cells;
  private final int denseCount;
  private final int denseOffset;
  private final boolean bias;

  private final byte[] inputs;

  /** What enters each convolution, padded, and at last the dense output. */
  private final float[][] activations;

  /** What leaves each convolution before ReLU, [position][channel][lane]. */
  private final float[][] sums;

  /** The gradient of what leaves each convolution. */
  private final float[][] deltas;

  /** Of each channel's sums, all convolutions' channels one after the other; see normalise. */
  private final float[] means;

  private final float[] variances;
  private final float[] scales;
  private final float[] shifts;

  private final float[] logits = new float[LANES];
  private final float[] scratch = new float[WeightGradientKernel.SCRATCH];

  public SampleBlock(Architecture architecture) {
    List<ConvolutionLayer> convolutions = architecture.convolutionLayers();
    layers =
        convolutions.stream().map(ConvolutionGeometry::new).toArray(ConvolutionGeometry[]::new);
    cells = architecture.grid().cellCount();
    denseCount = architecture.denseInput().size();
    denseOffset = architecture.denseOffset();
    bias = architecture.bias();
    inputs = new byte[LANES * cells];
    activations = new float[layers.length + 1][];
    sums = new float[layers.length][];
    deltas = new float[layers.length][];
    for (int i = 0; i < layers.length; i++) {
      int size = convolutions.get(i).output().size() * LANES;
      activations[i] = new float[layers[i].inSize];
      sums[i] = new float[size];
      deltas[i] = new float[size];
    }
    activations[layers.length] = new float[denseCount * LANES];
    int channels = architecture.channelCount();
    means = new float[channels];
    variances = new float[channels];
    scales = new float[channels];
    shifts = new float[channels];
  }

  /** Where the samples' inputs go before {@link #forward}: int8, sample after sample. */
  public byte[] inputs() {
    return inputs;
  }

  /** Where in {@link #inputs} the inputs of a lane begin. */
  public int inputOffset(int lane) {
    return lane * cells;
  }

  /** What {@link #forward} left: a logit a lane. */
  public float[] logits() {
    return logits;
  }

  /**
   * What {@link #forward} left behind a convolution, before ReLU: [position][channel][lane]. For
   * looking at only.
   */
  public float[] sums(int convolution) {
    return sums[convolution];
  }

  /** The mean of each channel's sums that the last {@link #forward} normalised by. */
  public float[] means() {
    return means;
  }

  /** The variance of each channel's sums that the last {@link #forward} normalised by. */
  public float[] variances() {
    return variances;
  }

  /**
   * Computes the logits.
   *
   * @param count samples in {@link #inputs}, 1 to 16; the lanes beyond count as zero inputs. All 16
   *     where the weights are to be normalised by the block
   * @param one the input that stands for 1
   */
  public void forward(int count, int one, KernelWeights weights) {
    if (weights.normalised() && count != LANES) {
      throw new IllegalArgumentException("normalising takes whole blocks, was given " + count);
    }
    fillInputs(count, one);
    for (int i = 0, channel = 0; i < layers.length; channel += layers[i++].channels) {
      ConvolutionGeometry g = layers[i];
      if (weights.normalised()) {
        WeightedSumKernel.apply(
            g.forward, activations[i], weights.forward[i], NO_BIASES, 0, sums[i]);
        normalise(g, channel, sums[i], weights);
      } else {
        WeightedSumKernel.apply(
            g.forward,
            activations[i],
            weights.forward[i],
            weights.parameters,
            g.layer.biasOffset(),
            sums[i]);
      }
      activate(i, channel, weights);
    }
    DenseKernel.forward(
        activations[layers.length],
        denseCount,
        weights.parameters,
        denseOffset,
        bias ? weights.parameters[denseOffset + denseCount] : 0,
        logits);
  }

  /**
   * Adds the gradient of the samples last seen by {@link #forward} to {@code gradient}.
   *
   * @param delta the gradient of the loss by each lane's logit; 0 in lanes without a sample
   * @param gradient as long as the parameters, gains included where there are any; added to
   */
  public void backward(float[] delta, KernelWeights weights, float[] gradient) {
    int last = layers.length;
    DenseKernel.weightGradient(
        activations[last], denseCount, delta, gradient, denseOffset, scratch);
    if (bias) {
      gradient[denseOffset + denseCount] += Lanes.sum(delta, 0);
    }
    if (last > 0) {
      DenseKernel.inputGradient(
          delta, weights.parameters, denseOffset, denseCount, deltas[last - 1]);
    }
    int channel = means.length;
    for (int i = last - 1; i >= 0; i--) {
      channel -= layers[i].channels;
      if (weights.normalised()) {
        normaliseBackward(i, channel, weights, gradient);
      } else {
        Activation.backward(sums[i], deltas[i], deltas[i].length, weights.activationSteps[i]);
        WeightGradientKernel.biases(layers[i], deltas[i], gradient, scratch);
      }
      WeightGradientKernel.weights(layers[i], activations[i], deltas[i], gradient, scratch);
      if (i > 0) {
        WeightedSumKernel.apply(
            layers[i].backward, deltas[i], weights.backward[i], NO_BIASES, 0, deltas[i - 1]);
      }
    }
  }

  private void normaliseBackward(int i, int channel, KernelWeights weights, float[] gradient) {
    ConvolutionGeometry g = layers[i];
    for (int c = 0; c < g.channels; c++) {
      int biasAt = g.layer.biasOffset() + c;
      NormalisationKernel.backward(
          sums[i],
          deltas[i],
          c,
          g.channels,
          means[channel + c],
          inverseDeviation(channel + c),
          weights.gain(channel + c),
          weights.parameters[biasAt],
          gradient,
          biasAt,
          weights.parameters.length + channel + c,
          scratch);
    }
  }

  /** From int8, sample after sample, to floats, sample beside sample, inside the zero border. */
  private void fillInputs(int count, int one) {
    Arrays.fill(inputs, count * cells, inputs.length, (byte) 0);
    float[] to = activations[0];
    float unit = 1f / one;
    if (layers.length == 0) {
      interleave(0, cells, to, 0, unit);
      return;
    }
    ConvolutionGeometry g = layers[0];
    int width = g.layer.input().width();
    for (int y = 0; y < g.layer.input().height(); y++) {
      interleave(y * width, width, to, g.inOrigin + y * g.inRow, unit);
    }
  }

  private void interleave(int cell, int length, float[] to, int at, float unit) {
    for (int i = 0; i < length; i++, at += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        to[at + lane] = inputs[lane * cells + cell + i] * unit;
      }
    }
  }

  /** Finds what turns a convolution's sums into normalised ones. */
  private void normalise(ConvolutionGeometry g, int channel, float[] z, KernelWeights weights) {
    NormalisationKernel.means(z, g.channels, means, channel, scratch);
    NormalisationKernel.variances(z, g.channels, means, variances, channel, scratch);
    for (int c = 0; c < g.channels; c++) {
      float scale = weights.gain(channel + c) * inverseDeviation(channel + c);
      scales[channel + c] = scale;
      shifts[channel + c] =
          weights.parameters[g.layer.biasOffset() + c] - means[channel + c] * scale;
    }
  }

  private float inverseDeviation(int channel) {
    return 1 / (float) Math.sqrt(variances[channel] + NormalisationKernel.EPSILON);
  }

  /** ReLU from the sums of a convolution into what enters the next layer. */
  private void activate(int i, int channel, KernelWeights weights) {
    if (i == layers.length - 1) {
      activate(i, channel, weights, 0, 0, sums[i].length);
      return;
    }
    Shape out = layers[i].layer.output();
    ConvolutionGeometry next = layers[i + 1];
    int row = out.width() * out.channels() * LANES;
    for (int y = 0; y < out.height(); y++) {
      activate(i, channel, weights, y * row, next.inOrigin + y * next.inRow, row);
    }
  }

  private void activate(int i, int channel, KernelWeights weights, int at, int toAt, int length) {
    float[] to = activations[i + 1];
    if (weights.normalised()) {
      NormalisationKernel.activate(
          sums[i], at, to, toAt, length, scales, shifts, channel, layers[i].channels);
    } else {
      Activation.forward(sums[i], at, to, toAt, length, weights.activationSteps[i]);
    }
  }
}
