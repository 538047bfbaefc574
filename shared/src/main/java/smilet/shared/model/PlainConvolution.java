package smilet.shared.model;

import smilet.shared.fixed.FixedPoint;

/**
 * The convolution as its definition says, one output after the other: the reference that every
 * faster kernel must equal to the bit, and what runs where no faster one can.
 */
final class PlainConvolution {
  private final Convolution layer;
  private final byte[] weights;
  private final int[] biases;
  private final int[] multipliers;

  PlainConvolution(Convolution layer) {
    this.layer = layer;
    this.weights = layer.weights();
    this.biases = layer.biases();
    this.multipliers = layer.multipliers();
  }

  /** Reads the input's activations and writes the output's, both channels last. */
  void apply(byte[] in, byte[] out) {
    Shape output = layer.output();
    int o = 0;
    for (int y = 0; y < output.height(); y++) {
      for (int x = 0; x < output.width(); x++) {
        for (int channel = 0; channel < output.channels(); channel++) {
          int accumulator = biases[channel] + sum(in, y, x, channel);
          long scaled =
              FixedPoint.roundingShiftRight(
                  (long) accumulator * multipliers[channel], layer.shift());
          out[o++] = (byte) Math.max(0, Math.min(Layer.MAX_ACTIVATION, scaled));
        }
      }
    }
  }

  /** The products of one kernel with what it covers; what lies outside the input counts as zero. */
  private int sum(byte[] in, int outY, int outX, int channel) {
    Shape input = layer.input();
    int kernel = layer.kernel();
    int channels = input.channels();
    int top = outY * layer.stride() - kernel / 2;
    int left = outX * layer.stride() - kernel / 2;
    int firstColumn = Math.max(0, -left);
    int lastColumn = Math.min(kernel, input.width() - left);
    int sum = 0; // bounded by Bounds.accumulator
    for (int ky = Math.max(0, -top); ky < Math.min(kernel, input.height() - top); ky++) {
      int w = ((channel * kernel + ky) * kernel + firstColumn) * channels;
      int i = ((top + ky) * input.width() + left + firstColumn) * channels;
      for (int end = w + (lastColumn - firstColumn) * channels; w < end; w++, i++) {
        sum += weights[w] * in[i];
      }
    }
    return sum;
  }
}
