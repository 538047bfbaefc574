package smilet.trainer.network;

import java.util.Arrays;
import smilet.shared.model.Shape;

/**
 * Where the numbers of a convolution lie in the memory of a {@link SampleBlock}, computed once. A
 * block keeps {@link SampleBlock#LANES} samples side by side, so every place below is a multiple of
 * that. The input has a border of zeros on every side, as wide as the padding, so no kernel needs
 * to check where the picture ends.
 */
final class ConvolutionGeometry {
  final ConvolutionLayer layer;
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
   * The sums of the outputs, over the padded input: one run per kernel row. Weights are [kernel
   * row][kernel column][input channel][output channel].
   */
  final Runs forward;

  /**
   * The sums of the unpadded input's gradient, over the gradient of the outputs: one run for each
   * output that an input position contributes to. Weights are [kernel row][kernel column][output
   * channel][input channel].
   */
  final Runs backward;

  ConvolutionGeometry(ConvolutionLayer layer) {
    this.layer = layer;
    Shape in = layer.input();
    Shape out = layer.output();
    channels = out.channels();
    kernel = layer.spec().kernel();
    int stride = layer.spec().stride();
    int border = layer.spec().padding();
    rowTaps = kernel * in.channels();
    inRow = (in.width() + 2 * border) * in.channels() * SampleBlock.LANES;
    inSize = (in.height() + 2 * border) * inRow;
    inOrigin = border * inRow + border * in.channels() * SampleBlock.LANES;
    inAt = new int[out.height() * out.width()];
    for (int i = 0; i < inAt.length; i++) {
      int y = i / out.width();
      int x = i % out.width();
      inAt[i] = y * stride * inRow + x * stride * in.channels() * SampleBlock.LANES;
    }
    forward = forwardRuns();
    backward = backwardRuns(in, out, stride);
  }

  private Runs forwardRuns() {
    int[] firstRun = new int[inAt.length + 1];
    int[] dataStarts = new int[inAt.length * kernel];
    int[] weightStarts = new int[dataStarts.length];
    for (int i = 0; i < inAt.length; i++) {
      firstRun[i] = i * kernel;
      for (int row = 0; row < kernel; row++) {
        dataStarts[i * kernel + row] = inAt[i] + row * inRow;
        weightStarts[i * kernel + row] = row * rowTaps * channels;
      }
    }
    firstRun[inAt.length] = dataStarts.length;
    return new Runs(channels, rowTaps, firstRun, dataStarts, weightStarts);
  }

  private Runs backwardRuns(Shape in, Shape out, int stride) {
    int[] firstRun = new int[in.height() * in.width() + 1];
    int[] dataStarts = new int[inAt.length * kernel * kernel];
    int[] weightStarts = new int[dataStarts.length];
    int padding = layer.spec().padding();
    int count = 0;
    for (int i = 0; i + 1 < firstRun.length; i++) {
      for (int tap = 0; tap < kernel * kernel; tap++) {
        // The output that meets this input at this tap lies at (y, x) / stride, if it exists.
        int y = i / in.width() + padding - tap / kernel;
        int x = i % in.width() + padding - tap % kernel;
        if (exists(y, stride, out.height()) && exists(x, stride, out.width())) {
          int output = y / stride * out.width() + x / stride;
          dataStarts[count] = output * channels * SampleBlock.LANES;
          weightStarts[count++] = tap * channels * in.channels();
        }
      }
      firstRun[i + 1] = count;
    }
    return new Runs(
        in.channels(),
        channels,
        firstRun,
        Arrays.copyOf(dataStarts, count),
        Arrays.copyOf(weightStarts, count));
  }

  private static boolean exists(int at, int stride, int outputs) {
    return at >= 0 && at % stride == 0 && at / stride < outputs;
  }
}
