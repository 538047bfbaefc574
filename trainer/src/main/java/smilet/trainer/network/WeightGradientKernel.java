package smilet.trainer.network;

import static smilet.trainer.network.Lanes.SPECIES;
import static smilet.trainer.network.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * A convolution backward towards its weights: the gradient of a weight is the sum over positions of
 * input times the output's gradient, per lane; in the end {@link Lanes#sum} adds the lanes.
 */
final class WeightGradientKernel {
  private WeightGradientKernel() {}

  /** Floats of scratch memory that {@link #weights} needs. */
  static final int SCRATCH = 16 * SampleBlock.LANES;

  /**
   * @param in padded input, as {@link ConvolutionGeometry} says
   * @param delta gradient of the outputs, [position][output channel][lane]
   * @param gradient of all parameters; this layer's weights are added to
   * @param scratch {@value #SCRATCH} floats
   */
  static void weights(
      ConvolutionGeometry g, float[] in, float[] delta, float[] gradient, float[] scratch) {
    int offset = g.layer.offset();
    int taps = g.layer.taps();
    for (int row = 0; row < g.kernel; row++) {
      int c = 0;
      for (; c + 4 <= g.channels; c += 4) {
        int t = 0;
        for (; t + 4 <= g.rowTaps; t += 4) {
          for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
            fourByFour(g, in, row * g.inRow + t * SampleBlock.LANES, delta, c, lane, scratch);
          }
          int w = offset + c * taps + row * g.rowTaps + t;
          for (int i = 0; i < 16; i++) {
            gradient[w + (i >> 2) * taps + (i & 3)] += Lanes.sum(scratch, i * SampleBlock.LANES);
          }
        }
        for (; t < g.rowTaps; t++) {
          for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
            oneByFour(g, in, row * g.inRow + t * SampleBlock.LANES, delta, c, lane, scratch);
          }
          for (int i = 0; i < 4; i++) {
            gradient[offset + (c + i) * taps + row * g.rowTaps + t] +=
                Lanes.sum(scratch, i * SampleBlock.LANES);
          }
        }
      }
      for (; c < g.channels; c++) {
        for (int t = 0; t < g.rowTaps; t++) {
          for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
            one(g, in, row * g.inRow + t * SampleBlock.LANES, delta, c, lane, scratch);
          }
          gradient[offset + c * taps + row * g.rowTaps + t] += Lanes.sum(scratch, 0);
        }
      }
    }
  }

  /** Adds the sum of the outputs' gradient to each channel's bias. */
  static void biases(ConvolutionGeometry g, float[] delta, float[] gradient, float[] scratch) {
    for (int c = 0; c < g.channels; c++) {
      for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
        bias(g, delta, c, lane, scratch);
      }
      gradient[g.layer.biasOffset() + c] += Lanes.sum(scratch, 0);
    }
  }

  /**
   * Four taps from {@code tap} on, of four channels from {@code c} on. Sixteen sums are as many as
   * stay in registers, and each load serves four of them.
   */
  private static void fourByFour(
      ConvolutionGeometry g, float[] in, int tap, float[] delta, int c, int lane, float[] scratch) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s03 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s12 = s00;
    FloatVector s13 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s22 = s00;
    FloatVector s23 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    FloatVector s32 = s00;
    FloatVector s33 = s00;
    int[] inAt = g.inAt;
    int step = g.channels * SampleBlock.LANES;
    int d = c * SampleBlock.LANES + lane;
    for (int position = 0; position < inAt.length; position++, d += step) {
      int i = inAt[position] + tap + lane;
      FloatVector x0 = FloatVector.fromArray(SPECIES, in, i);
      FloatVector x1 = FloatVector.fromArray(SPECIES, in, i + SampleBlock.LANES);
      FloatVector x2 = FloatVector.fromArray(SPECIES, in, i + 2 * SampleBlock.LANES);
      FloatVector x3 = FloatVector.fromArray(SPECIES, in, i + 3 * SampleBlock.LANES);
      FloatVector d0 = FloatVector.fromArray(SPECIES, delta, d);
      s00 = x0.fma(d0, s00);
      s01 = x1.fma(d0, s01);
      s02 = x2.fma(d0, s02);
      s03 = x3.fma(d0, s03);
      FloatVector d1 = FloatVector.fromArray(SPECIES, delta, d + SampleBlock.LANES);
      s10 = x0.fma(d1, s10);
      s11 = x1.fma(d1, s11);
      s12 = x2.fma(d1, s12);
      s13 = x3.fma(d1, s13);
      FloatVector d2 = FloatVector.fromArray(SPECIES, delta, d + 2 * SampleBlock.LANES);
      s20 = x0.fma(d2, s20);
      s21 = x1.fma(d2, s21);
      s22 = x2.fma(d2, s22);
      s23 = x3.fma(d2, s23);
      FloatVector d3 = FloatVector.fromArray(SPECIES, delta, d + 3 * SampleBlock.LANES);
      s30 = x0.fma(d3, s30);
      s31 = x1.fma(d3, s31);
      s32 = x2.fma(d3, s32);
      s33 = x3.fma(d3, s33);
    }
    s00.intoArray(scratch, lane);
    s01.intoArray(scratch, lane + SampleBlock.LANES);
    s02.intoArray(scratch, lane + 2 * SampleBlock.LANES);
    s03.intoArray(scratch, lane + 3 * SampleBlock.LANES);
    s10.intoArray(scratch, lane + 4 * SampleBlock.LANES);
    s11.intoArray(scratch, lane + 5 * SampleBlock.LANES);
    s12.intoArray(scratch, lane + 6 * SampleBlock.LANES);
    s13.intoArray(scratch, lane + 7 * SampleBlock.LANES);
    s20.intoArray(scratch, lane + 8 * SampleBlock.LANES);
    s21.intoArray(scratch, lane + 9 * SampleBlock.LANES);
    s22.intoArray(scratch, lane + 10 * SampleBlock.LANES);
    s23.intoArray(scratch, lane + 11 * SampleBlock.LANES);
    s30.intoArray(scratch, lane + 12 * SampleBlock.LANES);
    s31.intoArray(scratch, lane + 13 * SampleBlock.LANES);
    s32.intoArray(scratch, lane + 14 * SampleBlock.LANES);
    s33.intoArray(scratch, lane + 15 * SampleBlock.LANES);
  }

  private static void oneByFour(
      ConvolutionGeometry g, float[] in, int tap, float[] delta, int c, int lane, float[] scratch) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int[] inAt = g.inAt;
    int step = g.channels * SampleBlock.LANES;
    int d = c * SampleBlock.LANES + lane;
    for (int position = 0; position < inAt.length; position++, d += step) {
      FloatVector x = FloatVector.fromArray(SPECIES, in, inAt[position] + tap + lane);
      s0 = x.fma(FloatVector.fromArray(SPECIES, delta, d), s0);
      s1 = x.fma(FloatVector.fromArray(SPECIES, delta, d + SampleBlock.LANES), s1);
      s2 = x.fma(FloatVector.fromArray(SPECIES, delta, d + 2 * SampleBlock.LANES), s2);
      s3 = x.fma(FloatVector.fromArray(SPECIES, delta, d + 3 * SampleBlock.LANES), s3);
    }
    s0.intoArray(scratch, lane);
    s1.intoArray(scratch, lane + SampleBlock.LANES);
    s2.intoArray(scratch, lane + 2 * SampleBlock.LANES);
    s3.intoArray(scratch, lane + 3 * SampleBlock.LANES);
  }

  private static void one(
      ConvolutionGeometry g, float[] in, int tap, float[] delta, int c, int lane, float[] scratch) {
    FloatVector s = FloatVector.zero(SPECIES);
    int d = c * SampleBlock.LANES + lane;
    for (int position = 0;
        position < g.inAt.length;
        position++, d += g.channels * SampleBlock.LANES) {
      s =
          FloatVector.fromArray(SPECIES, in, g.inAt[position] + tap + lane)
              .fma(FloatVector.fromArray(SPECIES, delta, d), s);
    }
    s.intoArray(scratch, lane);
  }

  private static void bias(ConvolutionGeometry g, float[] delta, int c, int lane, float[] scratch) {
    FloatVector s = FloatVector.zero(SPECIES);
    int d = c * SampleBlock.LANES + lane;
    for (int position = 0;
        position < g.inAt.length;
        position++, d += g.channels * SampleBlock.LANES) {
      s = s.add(FloatVector.fromArray(SPECIES, delta, d));
    }
    s.intoArray(scratch, lane);
  }
}
