package smilet.trainer.network;

import static smilet.trainer.network.Lanes.SPECIES;
import static smilet.trainer.network.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) with ReLU behind it: a channel's sums z become
 * {@code gain · (z - mean) / deviation + bias}, with the mean and the deviation of this block of
 * samples. Every channel is summed up a lane apart, position after position, then over the lanes.
 */
final class NormalisationKernel {
  /** Keeps a channel that never changes from being divided by zero. */
  static final float EPSILON = 1e-5f;

  private NormalisationKernel() {}

  /** Writes the mean of each channel, from {@code at} on. */
  static void means(float[] sums, int channels, float[] mean, int at, float[] scratch) {
    float perValue = (float) channels / sums.length;
    for (int c = 0; c < channels; c++) {
      for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
        FloatVector s = FloatVector.zero(SPECIES);
        for (int i = c * SampleBlock.LANES + lane;
            i < sums.length;
            i += channels * SampleBlock.LANES) {
          s = s.add(FloatVector.fromArray(SPECIES, sums, i));
        }
        s.intoArray(scratch, lane);
      }
      mean[at + c] = Lanes.sum(scratch, 0) * perValue;
    }
  }

  /** Writes the variance of each channel, from {@code at} on. */
  static void variances(
      float[] sums, int channels, float[] mean, float[] variance, int at, float[] scratch) {
    float perValue = (float) channels / sums.length;
    for (int c = 0; c < channels; c++) {
      FloatVector m = FloatVector.broadcast(SPECIES, mean[at + c]);
      for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
        FloatVector s = FloatVector.zero(SPECIES);
        for (int i = c * SampleBlock.LANES + lane;
            i < sums.length;
            i += channels * SampleBlock.LANES) {
          FloatVector d = FloatVector.fromArray(SPECIES, sums, i).sub(m);
          s = d.fma(d, s);
        }
        s.intoArray(scratch, lane);
      }
      variance[at + c] = Lanes.sum(scratch, 0) * perValue;
    }
  }

  /** Writes {@code max(0, scale · z + shift)} for {@code length} floats. */
  static void activate(
      float[] from,
      int at,
      float[] to,
      int toAt,
      int length,
      float[] scale,
      float[] shift,
      int ch,
      int channels) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0, c = 0; i < length; i += SampleBlock.LANES) {
      FloatVector s = FloatVector.broadcast(SPECIES, scale[ch + c]);
      FloatVector t = FloatVector.broadcast(SPECIES, shift[ch + c]);
      for (int lane = i; lane < i + SampleBlock.LANES; lane += WIDTH) {
        FloatVector.fromArray(SPECIES, from, at + lane)
            .fma(s, t)
            .max(zero)
            .intoArray(to, toAt + lane);
      }
      c = c + 1 == channels ? 0 : c + 1;
    }
  }

  /**
   * Turns the gradient of one channel's outputs into that of its sums, in place, and adds to the
   * gradients of its bias and gain.
   *
   * @param mean of the sums
   * @param inverse 1 over their deviation
   */
  static void backward(
      float[] sums,
      float[] delta,
      int channel,
      int channels,
      float mean,
      float inverse,
      float gain,
      float bias,
      float[] gradient,
      int biasAt,
      int gainAt,
      float[] scratch) {
    float scale = gain * inverse;
    FloatVector vScale = FloatVector.broadcast(SPECIES, scale);
    FloatVector vShift = FloatVector.broadcast(SPECIES, bias - mean * scale);
    FloatVector vMean = FloatVector.broadcast(SPECIES, mean);
    FloatVector zero = FloatVector.zero(SPECIES);
    int step = channels * SampleBlock.LANES;
    int first = channel * SampleBlock.LANES;
    for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
      FloatVector sum = zero;
      FloatVector dot = zero;
      for (int i = first + lane; i < sums.length; i += step) {
        FloatVector z = FloatVector.fromArray(SPECIES, sums, i);
        FloatVector d = FloatVector.fromArray(SPECIES, delta, i);
        d = zero.blend(d, z.fma(vScale, vShift).compare(VectorOperators.GT, 0f));
        d.intoArray(delta, i);
        sum = sum.add(d);
        dot = d.fma(z.sub(vMean), dot);
      }
      sum.intoArray(scratch, lane);
      dot.intoArray(scratch, SampleBlock.LANES + lane);
    }
    float sum = Lanes.sum(scratch, 0);
    float dot = Lanes.sum(scratch, SampleBlock.LANES) * inverse; // with the normalised sums
    gradient[biasAt] += sum;
    gradient[gainAt] += dot;
    float perValue = (float) channels / sums.length;
    FloatVector vSum = FloatVector.broadcast(SPECIES, -sum * perValue);
    FloatVector vDot = FloatVector.broadcast(SPECIES, -dot * perValue * inverse);
    for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
      for (int i = first + lane; i < sums.length; i += step) {
        FloatVector centred = FloatVector.fromArray(SPECIES, sums, i).sub(vMean);
        FloatVector d = FloatVector.fromArray(SPECIES, delta, i);
        centred.fma(vDot, d.add(vSum)).mul(vScale).intoArray(delta, i);
      }
    }
  }
}
