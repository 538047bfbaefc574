package smilet.trainer.network;

import static smilet.trainer.network.Lanes.SPECIES;
import static smilet.trainer.network.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * A convolution backward, towards its input: every input gathers from the outputs it fed, weight
 * times the output's gradient, in a fixed order. Gathering keeps the sums in registers.
 */
final class InputGradientKernel {
  private InputGradientKernel() {}

  /**
   * @param delta gradient of the outputs, [position][output channel][lane]
   * @param taps [kernel row][kernel column][output channel][input channel]
   * @param out gradient of the unpadded input, [position][input channel][lane]; overwritten
   */
  static void apply(ConvolutionGeometry g, float[] delta, float[] taps, float[] out) {
    int channels = g.inChannels;
    for (int position = 0; position + 1 < g.feedsFirst.length; position++) {
      int o = position * channels * SampleBlock.LANES;
      for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
        int c = 0;
        for (; c + 8 <= channels; c += 8) {
          eight(g, position, delta, lane, taps, c, out, o + lane + c * SampleBlock.LANES);
        }
        for (; c + 4 <= channels; c += 4) {
          four(g, position, delta, lane, taps, c, out, o + lane + c * SampleBlock.LANES);
        }
        for (; c < channels; c++) {
          one(g, position, delta, lane, taps, c, out, o + lane + c * SampleBlock.LANES);
        }
      }
    }
  }

  private static void eight(
      ConvolutionGeometry g,
      int position,
      float[] delta,
      int lane,
      float[] taps,
      int c,
      float[] out,
      int o) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    int inChannels = g.inChannels;
    int channels = g.channels;
    for (int feed = g.feedsFirst[position]; feed < g.feedsFirst[position + 1]; feed++) {
      int d = g.feedsOutput[feed] * channels * SampleBlock.LANES + lane;
      int w = g.feedsTap[feed] * channels * inChannels + c;
      for (int k = 0; k < channels; k++, d += SampleBlock.LANES, w += inChannels) {
        FloatVector x = FloatVector.fromArray(SPECIES, delta, d);
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
      int position,
      float[] delta,
      int lane,
      float[] taps,
      int c,
      float[] out,
      int o) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int inChannels = g.inChannels;
    int channels = g.channels;
    for (int feed = g.feedsFirst[position]; feed < g.feedsFirst[position + 1]; feed++) {
      int d = g.feedsOutput[feed] * channels * SampleBlock.LANES + lane;
      int w = g.feedsTap[feed] * channels * inChannels + c;
      for (int k = 0; k < channels; k++, d += SampleBlock.LANES, w += inChannels) {
        FloatVector x = FloatVector.fromArray(SPECIES, delta, d);
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
      int position,
      float[] delta,
      int lane,
      float[] taps,
      int c,
      float[] out,
      int o) {
    FloatVector s = FloatVector.zero(SPECIES);
    for (int feed = g.feedsFirst[position]; feed < g.feedsFirst[position + 1]; feed++) {
      int d = g.feedsOutput[feed] * g.channels * SampleBlock.LANES + lane;
      int w = g.feedsTap[feed] * g.channels * g.inChannels + c;
      for (int k = 0; k < g.channels; k++, d += SampleBlock.LANES, w += g.inChannels) {
        s =
            FloatVector.fromArray(SPECIES, delta, d)
                .fma(FloatVector.broadcast(SPECIES, taps[w]), s);
      }
    }
    s.intoArray(out, o);
  }
}
