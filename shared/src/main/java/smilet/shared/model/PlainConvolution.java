package smilet.shared.model;

import java.util.Arrays;
import smilet.shared.fixed.FixedPoint;

/**
 * The convolution in plain integer loops, which run well on every JVM, also with the client
 * compiler or the interpreter. The inputs that the kernel covers at two output positions are
 * gathered first, with zeros outside the input, so that the sums are one loop without borders. The
 * loop computes four channels together: each activation that is read serves four products, each
 * weight two.
 */
final class PlainConvolution {
  private static final int TOGETHER = 4;

  private final Convolution layer;
  private final int positions;
  private final byte[][] weights;
  private final int[] biases;
  private final int[] multipliers;
  private final byte[] covered;
  private final byte[] coveredNext;
  private final int[] sums = new int[2 * TOGETHER];

  PlainConvolution(Convolution layer) {
    Shape output = layer.output();
    int channels = output.channels();
    int padded = (channels + TOGETHER - 1) / TOGETHER * TOGETHER;
    byte[] byChannel = layer.weights();
    int taps = byChannel.length / channels;
    this.layer = layer;
    this.positions = output.height() * output.width();
    this.weights = new byte[padded][taps];
    for (int channel = 0; channel < channels; channel++) {
      System.arraycopy(byChannel, channel * taps, weights[channel], 0, taps);
    }
    this.biases = Arrays.copyOf(layer.biases(), padded);
    this.multipliers = layer.multipliers();
    this.covered = new byte[taps];
    this.coveredNext = new byte[taps];
  }

  /** Reads the input's activations and writes the output's, both channels last. */
  void apply(byte[] in, byte[] out) {
    int channels = layer.output().channels();
    for (int position = 0; position < positions; position += 2) {
      // Of an odd number of positions the last is computed twice.
      int next = Math.min(position + 1, positions - 1);
      gather(in, position, covered);
      gather(in, next, coveredNext);
      for (int first = 0; first < channels; first += TOGETHER) {
        accumulate(first);
        for (int i = 0; i < Math.min(TOGETHER, channels - first); i++) {
          out[position * channels + first + i] = activation(sums[i], first + i);
          out[next * channels + first + i] = activation(sums[TOGETHER + i], first + i);
        }
      }
    }
  }

  /**
   * The inputs that the kernel covers at an output position, row by row, zero outside the input.
   */
  private void gather(byte[] in, int position, byte[] into) {
    Shape input = layer.input();
    int kernel = layer.kernel();
    int channels = input.channels();
    int top = position / layer.output().width() * layer.stride() - kernel / 2;
    int left = position % layer.output().width() * layer.stride() - kernel / 2;
    int firstRow = Math.max(0, -top);
    int lastRow = Math.min(kernel, input.height() - top);
    int firstColumn = Math.max(0, -left);
    int lastColumn = Math.min(kernel, input.width() - left);
    if (lastRow - firstRow < kernel || lastColumn - firstColumn < kernel) {
      Arrays.fill(into, (byte) 0);
    }
    for (int row = firstRow; row < lastRow; row++) {
      System.arraycopy(
          in,
          ((top + row) * input.width() + left + firstColumn) * channels,
          into,
          (row * kernel + firstColumn) * channels,
          (lastColumn - firstColumn) * channels);
    }
  }

  /** Sums of four channels at both positions, bounded by {@link Bounds#accumulator}. */
  private void accumulate(int first) {
    byte[] a = covered;
    byte[] b = coveredNext;
    byte[] w0 = weights[first];
    byte[] w1 = weights[first + 1];
    byte[] w2 = weights[first + 2];
    byte[] w3 = weights[first + 3];
    int a0 = biases[first];
    int a1 = biases[first + 1];
    int a2 = biases[first + 2];
    int a3 = biases[first + 3];
    int b0 = a0;
    int b1 = a1;
    int b2 = a2;
    int b3 = a3;
    for (int i = 0; i < a.length; i++) {
      a0 += a[i] * w0[i];
      b0 += b[i] * w0[i];
      a1 += a[i] * w1[i];
      b1 += b[i] * w1[i];
      a2 += a[i] * w2[i];
      b2 += b[i] * w2[i];
      a3 += a[i] * w3[i];
      b3 += b[i] * w3[i];
    }
    sums[0] = a0;
    sums[1] = a1;
    sums[2] = a2;
    sums[3] = a3;
    sums[4] = b0;
    sums[5] = b1;
    sums[6] = b2;
    sums[7] = b3;
  }

  private byte activation(int accumulator, int channel) {
    long scaled =
        FixedPoint.roundingShiftRight((long) accumulator * multipliers[channel], layer.shift());
    return (byte) Math.clamp(scaled, 0, Layer.MAX_ACTIVATION);
  }
}
