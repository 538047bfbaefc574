package smilet.trainer.network;

import static smilet.trainer.network.Lanes.SPECIES;
import static smilet.trainer.network.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) of one convolution, followed by ReLU: the sums z of
 * a channel become {@code max(0, gain · (z - mean) / deviation + bias)}, with the mean and the
 * deviation of this block of samples. All sums over a channel are taken per lane, position after
 * position, then over the lanes.
 */
final class BlockNormalisation {
  private final int channels;

  /** The number of this convolution's first channel among the channels of all convolutions. */
  private final int firstChannel;

  /** Where the biases begin among the parameters. */
  private final int biasOffset;

  /** The statistics of the channels of all convolutions; this one writes its own. */
  private final float[] means;

  private final float[] variances;

  /** What turns a sum z into the normalised one: scale · z + shift. */
  private final float[] scales;

  private final float[] shifts;
  private final float[] scratch;

  /**
   * @param means of the channels of all convolutions; this convolution's are written
   * @param variances of the channels of all convolutions; this convolution's are written
   * @param scratch two times {@link SampleBlock#LANES} floats
   */
  BlockNormalisation(
      ConvolutionGeometry g, int firstChannel, float[] means, float[] variances, float[] scratch) {
    this.channels = g.channels;
    this.firstChannel = firstChannel;
    this.biasOffset = g.layer.biasOffset();
    this.means = means;
    this.variances = variances;
    this.scales = new float[channels];
    this.shifts = new float[channels];
    this.scratch = scratch;
  }

  /** Measures the sums of a block, [position][channel][lane], for the two methods below. */
  void measure(float[] sums, KernelWeights weights) {
    float perValue = (float) channels / sums.length;
    for (int c = 0; c < channels; c++) {
      float mean = channelSum(sums, c) * perValue;
      float variance = channelSquares(sums, c, mean) * perValue;
      means[firstChannel + c] = mean;
      variances[firstChannel + c] = variance;
      scales[c] = weights.gain(firstChannel + c) * inverseDeviation(variance);
      shifts[c] = weights.parameters[biasOffset + c] - mean * scales[c];
    }
  }

  private float channelSum(float[] sums, int c) {
    for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
      FloatVector s = FloatVector.zero(SPECIES);
      for (int i = c * SampleBlock.LANES + lane;
          i < sums.length;
          i += channels * SampleBlock.LANES) {
        s = s.add(FloatVector.fromArray(SPECIES, sums, i));
      }
      s.intoArray(scratch, lane);
    }
    return Lanes.sum(scratch, 0);
  }

  private float channelSquares(float[] sums, int c, float mean) {
    FloatVector m = FloatVector.broadcast(SPECIES, mean);
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
    return Lanes.sum(scratch, 0);
  }

  private static float inverseDeviation(float variance) {
    return 1 / (float) Math.sqrt(variance + SampleBlock.VARIANCE_EPSILON);
  }

  /**
   * Writes {@code max(0, scale · z + shift)} for {@code length} floats.
   *
   * @param at where in {@code sums} to begin, at the first channel of a position
   */
  void activate(float[] sums, int at, float[] to, int toAt, int length) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0, c = 0; i < length; i += SampleBlock.LANES) {
      FloatVector scale = FloatVector.broadcast(SPECIES, scales[c]);
      FloatVector shift = FloatVector.broadcast(SPECIES, shifts[c]);
      for (int lane = i; lane < i + SampleBlock.LANES; lane += WIDTH) {
        FloatVector.fromArray(SPECIES, sums, at + lane)
            .fma(scale, shift)
            .max(zero)
            .intoArray(to, toAt + lane);
      }
      c = c + 1 == channels ? 0 : c + 1;
    }
  }

  /**
   * Turns the gradient of the outputs into that of the sums, in place, and adds to the gradients of
   * the biases and gains.
   *
   * @param sums as they were measured
   * @param gradient of the parameters, then of the gains
   */
  void backward(float[] sums, float[] delta, KernelWeights weights, float[] gradient) {
    for (int c = 0; c < channels; c++) {
      float mean = means[firstChannel + c];
      float inverse = inverseDeviation(variances[firstChannel + c]);
      activationBackward(sums, delta, c, mean);
      float sum = Lanes.sum(scratch, 0);
      float dot = Lanes.sum(scratch, SampleBlock.LANES) * inverse; // with the normalised sums
      gradient[biasOffset + c] += sum;
      gradient[weights.parameters.length + firstChannel + c] += dot;
      float perValue = (float) channels / sums.length;
      sumsBackward(sums, delta, c, mean, -sum * perValue, -dot * perValue * inverse);
    }
  }

  /**
   * Through the ReLU, in place. Leaves in {@link #scratch} per lane the sum of the gradient, then
   * its dot product with the sums less their mean.
   */
  private void activationBackward(float[] sums, float[] delta, int c, float mean) {
    FloatVector scale = FloatVector.broadcast(SPECIES, scales[c]);
    FloatVector shift = FloatVector.broadcast(SPECIES, shifts[c]);
    FloatVector vMean = FloatVector.broadcast(SPECIES, mean);
    FloatVector zero = FloatVector.zero(SPECIES);
    int step = channels * SampleBlock.LANES;
    for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
      FloatVector sum = zero;
      FloatVector dot = zero;
      for (int i = c * SampleBlock.LANES + lane; i < sums.length; i += step) {
        FloatVector z = FloatVector.fromArray(SPECIES, sums, i);
        FloatVector d = FloatVector.fromArray(SPECIES, delta, i);
        d = zero.blend(d, z.fma(scale, shift).compare(VectorOperators.GT, 0f));
        d.intoArray(delta, i);
        sum = sum.add(d);
        dot = d.fma(z.sub(vMean), dot);
      }
      sum.intoArray(scratch, lane);
      dot.intoArray(scratch, SampleBlock.LANES + lane);
    }
  }

  /** Through the normalisation, in place: scale · (d + meanTerm + dotTerm · (z - mean)). */
  private void sumsBackward(
      float[] sums, float[] delta, int c, float mean, float meanTerm, float dotTerm) {
    FloatVector scale = FloatVector.broadcast(SPECIES, scales[c]);
    FloatVector vMean = FloatVector.broadcast(SPECIES, mean);
    FloatVector vSum = FloatVector.broadcast(SPECIES, meanTerm);
    FloatVector vDot = FloatVector.broadcast(SPECIES, dotTerm);
    int step = channels * SampleBlock.LANES;
    for (int lane = 0; lane < SampleBlock.LANES; lane += WIDTH) {
      for (int i = c * SampleBlock.LANES + lane; i < sums.length; i += step) {
        FloatVector centred = FloatVector.fromArray(SPECIES, sums, i).sub(vMean);
        FloatVector d = FloatVector.fromArray(SPECIES, delta, i);
        centred.fma(vDot, d.add(vSum)).mul(scale).intoArray(delta, i);
      }
    }
  }
}
