package smilet.shared.model;

import java.util.Arrays;

/**
 * A convolution, or the dense layer as a convolution, over pictures of any size, without padding.
 * {@link TapSums} says how, and why its sums are exact. It takes some rows at a time, so that their
 * sums stay in the processor's nearest cache.
 */
final class UnpaddedConvolution {
  /** Sums at a time; a row has at most 640. */
  private static final int CHUNK = 2048;

  private final int kernel;
  private final int inputs;
  private final int channels;
  private final float[] weights;
  private final float[] biases;

  /** Empty for a dense layer. */
  private final double[] scales;

  private final int[] offsets;
  private final float[] sums0 = new float[CHUNK];
  private final float[] sums1 = new float[CHUNK];
  private final int[] rounded = new int[CHUNK];

  UnpaddedConvolution(Convolution layer) {
    this(
        layer.kernel(),
        layer.input().channels(),
        layer.weights(),
        layer.biases(),
        scales(layer.multipliers(), layer.shift()));
  }

  UnpaddedConvolution(Dense layer) {
    this(
        layer.input().width(),
        layer.input().channels(),
        layer.weights(),
        new int[] {layer.bias()},
        new double[0]);
  }

  private UnpaddedConvolution(
      int kernel, int inputs, byte[] exactWeights, int[] exactBiases, double[] scales) {
    this.kernel = kernel;
    this.inputs = inputs;
    this.channels = exactBiases.length;
    this.scales = scales;
    int taps = inputs * kernel * kernel;
    for (int c = 0; c < channels; c++) {
      int bound = Bounds.accumulator(exactWeights, c * taps, (c + 1) * taps, exactBiases[c]);
      if (bound >= TapSums.EXACT_IN_FLOAT) {
        throw new IllegalArgumentException(
            "the sums of a network for windows must stay below 2^24, could reach " + bound);
      }
    }
    this.weights = TapSums.weights(exactWeights, channels, kernel * kernel, inputs);
    this.biases = new float[TapSums.paddedChannels(channels)];
    for (int c = 0; c < channels; c++) {
      biases[c] = exactBiases[c];
    }
    this.offsets = new int[TapSums.paddedTaps(taps)];
  }

  private static double[] scales(int[] multipliers, int shift) {
    double[] scales = new double[multipliers.length];
    for (int c = 0; c < scales.length; c++) {
      scales[c] = Math.scalb((double) multipliers[c], -shift);
    }
    return scales;
  }

  /** Computes the outputs of a convolution; gives {@code out} their size. */
  void apply(StridedPlanes in, StridedPlanes out) {
    int stride = in.stride();
    out.reshape(
        Convolution.outputSide(in.width(), kernel, stride, 0),
        Convolution.outputSide(in.height(), kernel, stride, 0));
    setOffsets(in);
    int pitch = in.pitch();
    int rowsAtOnce = CHUNK / pitch;
    for (int y = 0; y < out.height(); y += rowsAtOnce) {
      int rows = Math.min(rowsAtOnce, out.height() - y);
      int count = (rows - 1) * pitch + out.width();
      for (int channel = 0; channel < channels; channel += TapSums.CHANNELS) {
        sum(in, y * pitch, count, channel);
        store(sums0, count, channel, rows, y, pitch, out);
        if (channel + 1 < channels) {
          store(sums1, count, channel + 1, rows, y, pitch, out);
        }
      }
    }
  }

  /**
   * Computes the sums of the dense layer at every position, row by row.
   *
   * @return how many
   */
  int accumulate(StridedPlanes in, int[] accumulators) {
    setOffsets(in);
    int pitch = in.pitch();
    int width = in.width() - kernel + 1;
    int height = in.height() - kernel + 1;
    int rowsAtOnce = CHUNK / pitch;
    for (int y = 0; y < height; y += rowsAtOnce) {
      int rows = Math.min(rowsAtOnce, height - y);
      sum(in, y * pitch, (rows - 1) * pitch + width, 0);
      for (int row = 0; row < rows; row++) {
        for (int x = 0; x < width; x++) {
          accumulators[(y + row) * width + x] = (int) sums0[row * pitch + x];
        }
      }
    }
    return width * height;
  }

  /** Of each tap, in the order [input channel][kernel row][kernel column]. */
  private void setOffsets(StridedPlanes in) {
    int square = kernel * kernel;
    int taps = inputs * square;
    for (int i = 0; i < offsets.length; i++) {
      int tap = Math.min(i, taps - 1);
      offsets[i] = tap / square * in.channelLength() + in.tap(tap % square / kernel, tap % kernel);
    }
  }

  private void sum(StridedPlanes in, int at, int count, int channel) {
    Arrays.fill(sums0, 0, count, biases[channel]);
    Arrays.fill(sums1, 0, count, biases[channel + 1]);
    int weight = channel * offsets.length;
    for (int tap = 0; tap < offsets.length; tap += TapSums.TAPS) {
      TapSums.add(sums0, sums1, count, in.values, at, offsets, tap, weights, weight);
      weight += TapSums.CHANNELS * TapSums.TAPS;
    }
  }

  private void store(
      float[] sums, int count, int channel, int rows, int y, int pitch, StridedPlanes out) {
    round(sums, count, scales[channel], rounded);
    for (int row = 0; row < rows; row++) {
      out.row(channel, y + row, rounded, row * pitch);
    }
  }

  /** floor(sum · scale + 1/2), clamped to 0..127; exact, as {@link PlanarConvolution} says. */
  private static void round(float[] sums, int count, double scale, int[] out) {
    for (int i = 0; i < count; i++) {
      int nearest = (int) (sums[i] * scale + 0.5);
      out[i] = Math.min(Math.max(nearest, 0), Layer.MAX_ACTIVATION);
    }
  }
}
