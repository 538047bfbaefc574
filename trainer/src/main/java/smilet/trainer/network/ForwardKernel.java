package smilet.trainer.network;

import static smilet.trainer.network.Lanes.SPECIES;
import static smilet.trainer.network.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * A convolution forward: an output is its bias plus its taps in order, each by a fused
 * multiply-add. Eight channels share every load of an input; the rest go four or one at a time with
 * the same sums.
 */
final class ForwardKernel {
  private ForwardKernel() {}

  /**
   * @param in padded input, as {@link ConvolutionGeometry} says
   * @param taps [kernel row][kernel column][input channel][output channel]
   * @param biases one a channel from {@code biasOffset} on
   * @param out [position][channel][lane]; overwritten
   */
  static void apply(
      ConvolutionGeometry g,
      float[] in,
      float[] taps,
      float[] biases,
      int biasOffset,
      float[] out) {
    int channels = g.channels;
    for (int position = 0; position < g.inAt.length; position++) {
      int i = g.inAt[position];
      int o = position * channels * SampleBlock.LANES;
      for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
        int c = 0;
        for (; c + 8 <= channels; c += 8) {
          eight(
              g,
              in,
              i + lane,
              taps,
              c,
              biases,
              biasOffset + c,
              out,
              o + lane + c * SampleBlock.LANES);
        }
        for (; c + 4 <= channels; c += 4) {
          four(
              g,
              in,
              i + lane,
              taps,
              c,
              biases,
              biasOffset + c,
              out,
              o + lane + c * SampleBlock.LANES);
        }
        for (; c < channels; c++) {
          one(
              g,
              in,
              i + lane,
              taps,
              c,
              biases[biasOffset + c],
              out,
              o + lane + c * SampleBlock.LANES);
        }
      }
    }
  }

  private static void eight(
      ConvolutionGeometry g,
      float[] in,
      int at,
      float[] taps,
      int c,
      float[] b,
      int bo,
      float[] out,
      int o) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, b[bo]);
    FloatVector s1 = FloatVector.broadcast(SPECIES, b[bo + 1]);
    FloatVector s2 = FloatVector.broadcast(SPECIES, b[bo + 2]);
    FloatVector s3 = FloatVector.broadcast(SPECIES, b[bo + 3]);
    FloatVector s4 = FloatVector.broadcast(SPECIES, b[bo + 4]);
    FloatVector s5 = FloatVector.broadcast(SPECIES, b[bo + 5]);
    FloatVector s6 = FloatVector.broadcast(SPECIES, b[bo + 6]);
    FloatVector s7 = FloatVector.broadcast(SPECIES, b[bo + 7]);
    int channels = g.channels;
    int rowTaps = g.rowTaps;
    for (int row = 0, w = c; row < g.kernel; row++) {
      int i = at + row * g.inRow;
      for (int t = 0; t < rowTaps; t++, i += SampleBlock.LANES, w += channels) {
        FloatVector x = FloatVector.fromArray(SPECIES, in, i);
        s0 = x.fma(FloatVector.broadcast(SPECIES, taps[w]), s0);
        s1 = x.fma(FloatVector.broadcast(SPECIES, taps[w + 1]), s1);
        s2 = x.fma(FloatVector.broadcast(SPECIES, taps[w + 2]), s2);
        s3 = x.fma(FloatVector.broadcast(SPECIES, taps[w + 3]), s3);
        s4 = x.fma(FloatVector.broadcast(SPECIES, taps[w + 4]), s4);
        s5 = x.fma(FloatVector.broadcast(SPECIES, taps[w + 5]), s5);
        s6 = x.fma(FloatVector.broadcast(SPECIES, taps[w + 6]), s6);
        s7 = x.fma(FloatVector.broadcast(SPECIES, taps[w + 7]), s7);
      }
    }
    s0.intoArray(out, o);
    s1.intoArray(out, o + SampleBlock.LANES);
    s2.intoArray(out, o + 2 * SampleBlock.LANES);
    s3.intoArray(out, o + 3 * SampleBlock.LANES);
    s4.intoArray(out, o + 4 * SampleBlock.LANES);
    s5.intoArray(out, o + 5 * SampleBlock.LANES);
    s6.intoArray(out, o + 6 * SampleBlock.LANES);
    s7.intoArray(out, o + 7 * SampleBlock.LANES);
  }

  private static void four(
      ConvolutionGeometry g,
      float[] in,
      int at,
      float[] taps,
      int c,
      float[] b,
      int bo,
      float[] out,
      int o) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, b[bo]);
    FloatVector s1 = FloatVector.broadcast(SPECIES, b[bo + 1]);
    FloatVector s2 = FloatVector.broadcast(SPECIES, b[bo + 2]);
    FloatVector s3 = FloatVector.broadcast(SPECIES, b[bo + 3]);
    int channels = g.channels;
    int rowTaps = g.rowTaps;
    for (int row = 0, w = c; row < g.kernel; row++) {
      int i = at + row * g.inRow;
      for (int t = 0; t < rowTaps; t++, i += SampleBlock.LANES, w += channels) {
        FloatVector x = FloatVector.fromArray(SPECIES, in, i);
        s0 = x.fma(FloatVector.broadcast(SPECIES, taps[w]), s0);
        s1 = x.fma(FloatVector.broadcast(SPECIES, taps[w + 1]), s1);
        s2 = x.fma(FloatVector.broadcast(SPECIES, taps[w + 2]), s2);
        s3 = x.fma(FloatVector.broadcast(SPECIES, taps[w + 3]), s3);
      }
    }
    s0.intoArray(out, o);
    s1.intoArray(out, o + SampleBlock.LANES);
    s2.intoArray(out, o + 2 * SampleBlock.LANES);
    s3.intoArray(out, o + 3 * SampleBlock.LANES);
  }

  private static void one(
      ConvolutionGeometry g,
      float[] in,
      int at,
      float[] taps,
      int c,
      float bias,
      float[] out,
      int o) {
    FloatVector s = FloatVector.broadcast(SPECIES, bias);
    for (int row = 0, w = c; row < g.kernel; row++) {
      int i = at + row * g.inRow;
      for (int t = 0; t < g.rowTaps; t++, i += SampleBlock.LANES, w += g.channels) {
        s = FloatVector.fromArray(SPECIES, in, i).fma(FloatVector.broadcast(SPECIES, taps[w]), s);
      }
    }
    s.intoArray(out, o);
  }
}
