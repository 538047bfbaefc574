package smilet.trainer.network;

/** The convolution kernels as plain loops, one number at a time, in the order that is promised. */
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
    for (int o = 0; o < out.length; o++) {
      int lane = o % SampleBlock.LANES;
      int channel = o / SampleBlock.LANES % g.inChannels;
      int position = o / SampleBlock.LANES / g.inChannels;
      float sum = 0;
      for (int feed = g.feedsFirst[position]; feed < g.feedsFirst[position + 1]; feed++) {
        for (int k = 0; k < g.channels; k++) {
          float d = delta[(g.feedsOutput[feed] * g.channels + k) * SampleBlock.LANES + lane];
          sum =
              Math.fma(d, taps[(g.feedsTap[feed] * g.channels + k) * g.inChannels + channel], sum);
        }
      }
      out[o] = sum;
    }
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

  /** Lanes first, first + stride, ... summed as a balanced tree of far neighbours. */
  private static float tree(float[] lanes, int first, int stride) {
    return stride == SampleBlock.LANES
        ? lanes[first]
        : tree(lanes, first, 2 * stride) + tree(lanes, first + stride, 2 * stride);
  }
}
