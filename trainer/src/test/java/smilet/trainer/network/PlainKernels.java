package smilet.trainer.network;

import smilet.shared.model.Shape;

/** The convolution kernels as plain loops, one number at a time, in the specified order. */
final class PlainKernels {
  private PlainKernels() {}

  static void forward(
      ConvolutionGeometry g,
      float[] in,
      float[] taps,
      float[] biases,
      int biasOffset,
      float[] out) {
    for (int o = 0; o < out.length; o++) {
      int lane = o % SampleBlock.LANES;
      int channel = o / SampleBlock.LANES % g.channels;
      int position = o / SampleBlock.LANES / g.channels;
      float sum = biases[biasOffset + channel];
      for (int row = 0; row < g.kernel; row++) {
        for (int t = 0; t < g.rowTaps; t++) {
          float x = in[g.inAt[position] + row * g.inRow + t * SampleBlock.LANES + lane];
          sum = Math.fma(x, taps[(row * g.rowTaps + t) * g.channels + channel], sum);
        }
      }
      out[o] = sum;
    }
  }

  static void inputGradient(ConvolutionGeometry g, float[] delta, float[] taps, float[] out) {
    int inChannels = g.layer.input().channels();
    for (int o = 0; o < out.length; o++) {
      int lane = o % SampleBlock.LANES;
      int channel = o / SampleBlock.LANES % inChannels;
      int position = o / SampleBlock.LANES / inChannels;
      float sum = 0;
      for (int tap = 0; tap < g.kernel * g.kernel; tap++) {
        int output = outputThatMeets(g.layer, position, tap);
        for (int k = 0; k < g.channels && output >= 0; k++) {
          float d = delta[(output * g.channels + k) * SampleBlock.LANES + lane];
          sum = Math.fma(d, taps[(tap * g.channels + k) * inChannels + channel], sum);
        }
      }
      out[o] = sum;
    }
  }

  /** The output position that multiplies an input position by a tap, or -1. */
  private static int outputThatMeets(ConvolutionLayer layer, int position, int tap) {
    int kernel = layer.spec().kernel();
    int stride = layer.spec().stride();
    int padding = layer.spec().padding();
    Shape in = layer.input();
    Shape out = layer.output();
    for (int o = 0; o < out.height() * out.width(); o++) {
      int y = o / out.width() * stride - padding + tap / kernel;
      int x = o % out.width() * stride - padding + tap % kernel;
      if (y == position / in.width() && x == position % in.width()) {
        return o;
      }
    }
    return -1;
  }

  static void weightGradient(ConvolutionGeometry g, float[] in, float[] delta, float[] gradient) {
    float[] lanes = new float[SampleBlock.LANES];
    for (int channel = 0; channel < g.channels; channel++) {
      for (int tap = 0; tap < g.kernel * g.rowTaps; tap++) {
        int at = tap / g.rowTaps * g.inRow + tap % g.rowTaps * SampleBlock.LANES;
        for (int lane = 0; lane < SampleBlock.LANES; lane++) {
          lanes[lane] = 0;
          for (int position = 0; position < g.inAt.length; position++) {
            lanes[lane] =
                Math.fma(
                    in[g.inAt[position] + at + lane],
                    delta[(position * g.channels + channel) * SampleBlock.LANES + lane],
                    lanes[lane]);
          }
        }
        gradient[g.layer.offset() + channel * g.kernel * g.rowTaps + tap] += tree(lanes, 0, 1);
      }
    }
  }

  /** The sum of the lanes first, first + stride, ... as a balanced tree. */
  private static float tree(float[] lanes, int first, int stride) {
    return stride == SampleBlock.LANES
        ? lanes[first]
        : tree(lanes, first, 2 * stride) + tree(lanes, first + stride, 2 * stride);
  }
}
