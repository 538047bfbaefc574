package smilet.trainer.network;

import java.util.Arrays;
import smilet.shared.model.Shape;

/**
 * Where the numbers of a convolution lie in the memory of a {@link SampleBlock}, worked out once. A
 * block keeps {@link SampleBlock#LANES} samples side by side, so every place below is a multiple of
 * that. The input has a border of kernel/2 zeros on every side: no kernel needs to ask where the
 * picture ends.
 */
final class ConvolutionGeometry {
  final ConvolutionLayer layer;
  final int inChannels;
  final int channels;
  final int kernel;

  /** Taps of one kernel row, which lie together in the padded input. */
  final int rowTaps;

  /** Floats from a row of the padded input to the next. */
  final int inRow;

  /** Floats of the padded input. */
  final int inSize;

  /** Where the unpadded input begins in the padded one. */
  final int inOrigin;

  /** For each output position, row by row, where its first tap lies in the padded input. */
  final int[] inAt;

  /**
   * For each input position, row by row, which outputs it feeds: pairs from {@code feedsFirst[i]}
   * up to {@code feedsFirst[i + 1]}, each the output's position and the kernel's tap (row · k +
   * column).
   */
  final int[] feedsFirst;

  final int[] feedsOutput;
  final int[] feedsTap;

  ConvolutionGeometry(ConvolutionLayer layer) {
    this.layer = layer;
    Shape in = layer.input();
    Shape out = layer.output();
    inChannels = in.channels();
    channels = out.channels();
    kernel = layer.spec().kernel();
    int stride = layer.spec().stride();
    int border = kernel / 2;
    rowTaps = kernel * inChannels;
    inRow = (in.width() + 2 * border) * inChannels * SampleBlock.LANES;
    inSize = (in.height() + 2 * border) * inRow;
    inOrigin = border * inRow + border * inChannels * SampleBlock.LANES;

    inAt = new int[out.height() * out.width()];
    for (int i = 0; i < inAt.length; i++) {
      int y = i / out.width();
      int x = i % out.width();
      inAt[i] = y * stride * inRow + x * stride * inChannels * SampleBlock.LANES;
    }

    feedsFirst = new int[in.height() * in.width() + 1];
    int[] outputs = new int[inAt.length * kernel * kernel];
    int[] taps = new int[outputs.length];
    int count = 0;
    for (int i = 0; i < in.height() * in.width(); i++) {
      feedsFirst[i] = count;
      for (int ky = 0; ky < kernel; ky++) {
        int y = i / in.width() + border - ky;
        for (int kx = 0; kx < kernel; kx++) {
          int x = i % in.width() + border - kx;
          if (y >= 0
              && y % stride == 0
              && y / stride < out.height()
              && x >= 0
              && x % stride == 0
              && x / stride < out.width()) {
            outputs[count] = y / stride * out.width() + x / stride;
            taps[count++] = ky * kernel + kx;
          }
        }
      }
    }
    feedsFirst[feedsFirst.length - 1] = count;
    feedsOutput = Arrays.copyOf(outputs, count);
    feedsTap = Arrays.copyOf(taps, count);
  }
}
