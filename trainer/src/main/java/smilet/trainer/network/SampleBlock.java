package smilet.trainer.network;

import java.util.Arrays;
import java.util.List;
import smilet.shared.model.Shape;

/**
 * Runs 16 samples forward and backward through a network, one sample per lane, and holds the memory
 * that this takes. Sums over the samples are taken in one fixed order, so results are the same for
 * every width of the vector unit. A block belongs to one thread; no call allocates.
 */
public final class SampleBlock {
  /** Samples per block. */
  public static final int LANES = 16;

  /**
   * Added to a variance before its root is taken, so that a constant channel is not divided by 0.
   */
  public static final float VARIANCE_EPSILON = 1e-5f;

  /**
   * For sums without biases: gradients, and normalised convolutions, whose biases come later. 256
   * is the most channels a convolution has.
   */
  private static final float[] NO_BIASES = new float[256];

  private final ConvolutionGeometry[] layers;
  private final int cells;
  private final int denseCount;
  private final int denseOffset;
  private final boolean bias;

  private final byte[] inputs;

  /** The input of each convolution, padded, and last the input of the dense output. */
  private final float[][] activations;

  /** The outputs of each convolution before ReLU, [position][channel][lane]. */
  private final float[][] sums;

  /** The gradient of the outputs of each convolution. */
  private final float[][] deltas;

  /** Of the sums of each channel, the channels of all convolutions one after the other. */
  private final float[] means;

  private final float[] variances;
  private final BlockNormalisation[] normalisations;

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
    means = new float[architecture.channelCount()];
    variances = new float[architecture.channelCount()];
    normalisations = new BlockNormalisation[layers.length];
    int firstChannel = 0;
    for (int i = 0; i < layers.length; i++) {
      normalisations[i] =
          new BlockNormalisation(layers[i], firstChannel, means, variances, scratch);
      firstChannel += layers[i].channels;
    }
  }

  /** The inputs that {@link #forward} reads: int8, sample after sample, written by the caller. */
  public byte[] inputs() {
    return inputs;
  }

  /** The index in {@link #inputs} at which the inputs of a lane begin. */
  public int inputOffset(int lane) {
    return lane * cells;
  }

  /** The results of the last {@link #forward}: one logit per lane. */
  public float[] logits() {
    return logits;
  }

  /**
   * The outputs of a convolution in the last {@link #forward}, before ReLU:
   * [position][channel][lane]; not to be changed.
   */
  public float[] sums(int convolution) {
    return sums[convolution];
  }

  /** The mean of each channel's sums in the last {@link #forward}, if it normalised. */
  public float[] means() {
    return means;
  }

  /** The variance of each channel's sums in the last {@link #forward}, if it normalised. */
  public float[] variances() {
    return variances;
  }

  /**
   * Computes the logits.
   *
   * @param count samples in {@link #inputs}, 1 to 16; the inputs of the other lanes count as 0.
   *     Must be 16 if the weights are normalised
   * @param one the input that stands for 1
   */
  public void forward(int count, int one, KernelWeights weights) {
    if (weights.normalised() && count != LANES) {
      throw new IllegalArgumentException(
          "normalising needs whole blocks of 16 samples, was given " + count);
    }
    fillInputs(count, one);
    for (int i = 0; i < layers.length; i++) {
      ConvolutionGeometry g = layers[i];
      if (weights.normalised()) {
        WeightedSumKernel.apply(
            g.forward, activations[i], weights.forward[i], NO_BIASES, 0, sums[i]);
        normalisations[i].measure(sums[i], weights);
      } else {
        WeightedSumKernel.apply(
            g.forward,
            activations[i],
            weights.forward[i],
            weights.parameters,
            g.layer.biasOffset(),
            sums[i]);
      }
      activate(i, weights);
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
   * Adds the gradient of the samples of the last {@link #forward} to {@code gradient}.
   *
   * @param delta the derivative of the loss by each lane's logit; 0 in lanes without a sample
   * @param gradient one per parameter, then one per gain if the weights are normalised; added to
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
    for (int i = last - 1; i >= 0; i--) {
      if (weights.normalised()) {
        normalisations[i].backward(sums[i], deltas[i], weights, gradient);
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

  /**
   * Converts int8, sample after sample, to floats, sample beside sample, inside the zero border.
   */
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

  /** Writes the outputs of a convolution, after ReLU, to where the next layer reads them. */
  private void activate(int i, KernelWeights weights) {
    if (i == layers.length - 1) {
      activate(i, weights, 0, 0, sums[i].length);
      return;
    }
    Shape out = layers[i].layer.output();
    ConvolutionGeometry next = layers[i + 1];
    int row = out.width() * out.channels() * LANES;
    for (int y = 0; y < out.height(); y++) {
      activate(i, weights, y * row, next.inOrigin + y * next.inRow, row);
    }
  }

  private void activate(int i, KernelWeights weights, int at, int toAt, int length) {
    float[] to = activations[i + 1];
    if (weights.normalised()) {
      normalisations[i].activate(sums[i], at, to, toAt, length);
    } else {
      Activation.forward(sums[i], at, to, toAt, length, weights.activationSteps[i]);
    }
  }
}
