package smilet.trainer.network;

import static smilet.trainer.network.Lanes.SPECIES;
import static smilet.trainer.network.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * A convolution forward, or backward towards its inputs: both are weighted sums over the {@link
 * Runs} of a position. A sum begins with its bias and adds the terms in order, each by a fused
 * multiply-add. Eight channels share every load from the data; the remaining ones are computed by
 * four or one, with the same sums. Sums stay in registers until they are complete.
 */
final class WeightedSumKernel {
  private WeightedSumKernel() {}

  /**
   * @param data what is summed, lanes side by side
   * @param weights one per run term and channel, as {@code runs} says
   * @param biases one per channel from {@code biasOffset} on
   * @param out [position][channel][lane]; overwritten
   */
  static void apply(
      Runs runs, float[] data, float[] weights, float[] biases, int biasOffset, float[] out) {
    int channels = runs.channels();
    for (int position = 0; position < runs.positions(); position++) {
      for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
        int o = position * channels * SampleBlock.LANES + lane;
        int c = 0;
        for (; c + 8 <= channels; c += 8) {
          eight(runs, position, lane, c, data, weights, biases, biasOffset + c, out, o);
        }
        for (; c + 4 <= channels; c += 4) {
          four(runs, position, lane, c, data, weights, biases, biasOffset + c, out, o);
        }
        for (; c < channels; c++) {
          one(runs, position, lane, c, data, weights, biases[biasOffset + c], out, o);
        }
      }
    }
  }

  /** Channels c to c + 7: a vector each, because only local variables stay in registers. */
  private static void eight(
      Runs runs,
      int position,
      int lane,
      int c,
      float[] data,
      float[] weights,
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
    int channels = runs.channels();
    int length = runs.length();
    int last = runs.end(position);
    for (int run = runs.begin(position); run < last; run++) {
      int d = runs.dataAt(run) + lane;
      int w = runs.weightAt(run) + c;
      for (int k = 0; k < length; k++, d += SampleBlock.LANES, w += channels) {
        FloatVector x = FloatVector.fromArray(SPECIES, data, d);
        s0 = x.fma(FloatVector.broadcast(SPECIES, weights[w]), s0);
        s1 = x.fma(FloatVector.broadcast(SPECIES, weights[w + 1]), s1);
        s2 = x.fma(FloatVector.broadcast(SPECIES, weights[w + 2]), s2);
        s3 = x.fma(FloatVector.broadcast(SPECIES, weights[w + 3]), s3);
        s4 = x.fma(FloatVector.broadcast(SPECIES, weights[w + 4]), s4);
        s5 = x.fma(FloatVector.broadcast(SPECIES, weights[w + 5]), s5);
        s6 = x.fma(FloatVector.broadcast(SPECIES, weights[w + 6]), s6);
        s7 = x.fma(FloatVector.broadcast(SPECIES, weights[w + 7]), s7);
      }
    }
    int at = o + c * SampleBlock.LANES;
    s0.intoArray(out, at);
    s1.intoArray(out, at + SampleBlock.LANES);
    s2.intoArray(out, at + 2 * SampleBlock.LANES);
    s3.intoArray(out, at + 3 * SampleBlock.LANES);
    s4.intoArray(out, at + 4 * SampleBlock.LANES);
    s5.intoArray(out, at + 5 * SampleBlock.LANES);
    s6.intoArray(out, at + 6 * SampleBlock.LANES);
    s7.intoArray(out, at + 7 * SampleBlock.LANES);
  }

  private static void four(
      Runs runs,
      int position,
      int lane,
      int c,
      float[] data,
      float[] weights,
      float[] b,
      int bo,
      float[] out,
      int o) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, b[bo]);
    FloatVector s1 = FloatVector.broadcast(SPECIES, b[bo + 1]);
    FloatVector s2 = FloatVector.broadcast(SPECIES, b[bo + 2]);
    FloatVector s3 = FloatVector.broadcast(SPECIES, b[bo + 3]);
    int channels = runs.channels();
    int length = runs.length();
    int last = runs.end(position);
    for (int run = runs.begin(position); run < last; run++) {
      int d = runs.dataAt(run) + lane;
      int w = runs.weightAt(run) + c;
      for (int k = 0; k < length; k++, d += SampleBlock.LANES, w += channels) {
        FloatVector x = FloatVector.fromArray(SPECIES, data, d);
        s0 = x.fma(FloatVector.broadcast(SPECIES, weights[w]), s0);
        s1 = x.fma(FloatVector.broadcast(SPECIES, weights[w + 1]), s1);
        s2 = x.fma(FloatVector.broadcast(SPECIES, weights[w + 2]), s2);
        s3 = x.fma(FloatVector.broadcast(SPECIES, weights[w + 3]), s3);
      }
    }
    int at = o + c * SampleBlock.LANES;
    s0.intoArray(out, at);
    s1.intoArray(out, at + SampleBlock.LANES);
    s2.intoArray(out, at + 2 * SampleBlock.LANES);
    s3.intoArray(out, at + 3 * SampleBlock.LANES);
  }

  private static void one(
      Runs runs,
      int position,
      int lane,
      int c,
      float[] data,
      float[] weights,
      float bias,
      float[] out,
      int o) {
    FloatVector s = FloatVector.broadcast(SPECIES, bias);
    int channels = runs.channels();
    int length = runs.length();
    int last = runs.end(position);
    for (int run = runs.begin(position); run < last; run++) {
      int d = runs.dataAt(run) + lane;
      int w = runs.weightAt(run) + c;
      for (int k = 0; k < length; k++, d += SampleBlock.LANES, w += channels) {
        s =
            FloatVector.fromArray(SPECIES, data, d)
                .fma(FloatVector.broadcast(SPECIES, weights[w]), s);
      }
    }
    s.intoArray(out, o + c * SampleBlock.LANES);
  }
}
