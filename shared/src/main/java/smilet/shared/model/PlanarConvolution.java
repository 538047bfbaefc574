package smilet.shared.model;

import java.util.Arrays;

/**
 * A convolution with output positions in the lanes. Its loops are plain Java that HotSpot's
 * optimising compiler turns into vector instructions by itself, whatever their width; they also run
 * without it.
 *
 * <p>Activations are small integers in an {@code int[]}, sums are whole numbers in a {@code
 * float[]}. All of them are below 2^24, where floats are exact, so no rounding happens, and the
 * order of summation does not matter. The two types differ for a reason: of arrays of one type the
 * compiler must assume that they are the same array, and then it does not vectorise.
 *
 * <p>One pass over the sums takes {@value #TAPS} taps of {@value #CHANNELS} output channels: three
 * loads serve six multiply-adds. With more of either, the loop exceeds the number of nodes up to
 * which the compiler unrolls, and only loops that it unrolls become vector instructions.
 */
final class PlanarConvolution {
  private static final int TAPS = 3;
  private static final int CHANNELS = 2;

  /** With one element per output position. */
  private static final int ARRAYS = 5;

  /**
   * Every 64-bit ARM has the fused multiply-add, which saves an instruction of two. An x86 without
   * it would compute it in software. Neither rounds here.
   */
  private static final boolean FUSED = System.getProperty("os.arch", "").equals("aarch64");

  private final int channels;
  private final int[] offsets;
  private final float[] weights;
  private final float[] biases;
  private final double[] scales;
  private final int[] to;
  private final int toNextChannel;

  /** 1 at each position that means something, else 0. */
  private final float[] meant;

  /** Whether all that means something goes to places as far apart as the positions. */
  private final boolean inStep;

  private final float[] sums0;
  private final float[] sums1;
  private final int[] rounded;

  /**
   * @param layer its accumulators are below 2^24
   * @param in the layer's own input
   * @param out the next layer's input
   * @param views how many inputs are computed together
   */
  PlanarConvolution(Convolution layer, Planes in, Planes out, int views) {
    this.channels = layer.output().channels();
    this.offsets = offsets(layer, in);
    this.weights = weights(layer, offsets.length);
    this.biases = new float[Math.ceilDiv(channels, CHANNELS) * CHANNELS];
    this.scales = new double[channels];
    int[] exactBiases = layer.biases();
    int[] multipliers = layer.multipliers();
    for (int channel = 0; channel < channels; channel++) {
      biases[channel] = exactBiases[channel];
      scales[channel] = Math.scalb((double) multipliers[channel], -layer.shift());
    }
    this.to = destinations(layer.output(), in, out, views);
    this.toNextChannel = out.channelLength();
    this.meant = new float[to.length];
    boolean inStep = true;
    for (int i = 0; i < to.length; i++) {
      meant[i] = to[i] == out.spare() ? 0 : 1;
      inStep &= meant[i] == 0 || to[i] - to[0] == i;
    }
    this.inStep = inStep;
    this.sums0 = new float[to.length];
    this.sums1 = new float[to.length];
    this.rounded = new int[to.length];
  }

  /** How many ints and floats it keeps, about. */
  static long words(Convolution layer, Planes in, int views) {
    return layer.parameterCount() + ARRAYS * (long) in.positions(layer.output(), views);
  }

  /** Of each tap, the input channels one after the other, in triples; the last may be repeated. */
  private static int[] offsets(Convolution layer, Planes in) {
    int kernel = layer.kernel();
    int taps = layer.input().channels() * kernel * kernel;
    int[] offsets = new int[Math.ceilDiv(taps, TAPS) * TAPS];
    for (int i = 0; i < offsets.length; i++) {
      int tap = Math.min(i, taps - 1);
      int square = tap % (kernel * kernel);
      offsets[i] =
          tap / (kernel * kernel) * in.channelLength() + in.tap(square / kernel, square % kernel);
    }
    return offsets;
  }

  /** In the order of reading: [pair of channels][triple of taps][channel][tap], zero-filled. */
  private static float[] weights(Convolution layer, int paddedTaps) {
    byte[] exact = layer.weights();
    int channels = layer.output().channels();
    int inputs = layer.input().channels();
    int square = layer.kernel() * layer.kernel();
    float[] weights = new float[Math.ceilDiv(channels, CHANNELS) * CHANNELS * paddedTaps];
    for (int channel = 0; channel < channels; channel++) {
      for (int tap = 0; tap < inputs * square; tap++) {
        int pass = channel / CHANNELS * (paddedTaps / TAPS) + tap / TAPS;
        weights[(pass * CHANNELS + channel % CHANNELS) * TAPS + tap % TAPS] =
            exact[(channel * square + tap % square) * inputs + tap / square];
      }
    }
    return weights;
  }

  /** Where the first channel at each output position goes. */
  private static int[] destinations(Shape output, Planes in, Planes out, int views) {
    int[] to = new int[in.positions(output, views)];
    Arrays.fill(to, out.spare());
    for (int view = 0; view < views; view++) {
      for (int y = 0; y < output.height(); y++) {
        for (int x = 0; x < output.width(); x++) {
          to[in.position(view, y, x)] = out.index(view, y, x);
        }
      }
    }
    return to;
  }

  void apply(int[] in, int[] out) {
    int weight = 0;
    for (int channel = 0; channel < channels; channel += CHANNELS) {
      Arrays.fill(sums0, biases[channel]);
      Arrays.fill(sums1, biases[channel + 1]);
      for (int tap = 0; tap < offsets.length; tap += TAPS) {
        accumulate(sums0, sums1, in, offsets, tap, weights, weight);
        weight += CHANNELS * TAPS;
      }
      store(sums0, channel, out);
      if (channel + 1 < channels) {
        store(sums1, channel + 1, out);
      }
    }
  }

  private static void accumulate(
      float[] sums0, float[] sums1, int[] in, int[] offsets, int tap, float[] weights, int weight) {
    int from0 = offsets[tap];
    int from1 = offsets[tap + 1];
    int from2 = offsets[tap + 2];
    float w00 = weights[weight];
    float w01 = weights[weight + 1];
    float w02 = weights[weight + 2];
    float w10 = weights[weight + 3];
    float w11 = weights[weight + 4];
    float w12 = weights[weight + 5];
    for (int i = 0; i < sums0.length; i++) {
      float a0 = in[from0 + i];
      float a1 = in[from1 + i];
      float a2 = in[from2 + i];
      sums0[i] = add(add(add(sums0[i], a0, w00), a1, w01), a2, w02);
      sums1[i] = add(add(add(sums1[i], a0, w10), a1, w11), a2, w12);
    }
  }

  private static float add(float sum, float activation, float weight) {
    return FUSED ? Math.fma(activation, weight, sum) : sum + activation * weight;
  }

  private void store(float[] sums, int channel, int[] out) {
    int offset = channel * toNextChannel;
    if (inStep) {
      // The places between are padding, which gets the zero that it has.
      round(sums, meant, scales[channel], out, to[0] + offset);
    } else {
      round(sums, meant, scales[channel], rounded, 0);
      scatter(rounded, to, out, offset);
    }
  }

  /**
   * floor(sum · scale + 1/2), clamped to 0..127. The product has 40 bits; unless it is clamped, the
   * lowest is 2^-46 or above and the highest 2^6 or below, so that a double holds it exactly, with
   * the half.
   */
  private static void round(float[] sums, float[] meant, double scale, int[] out, int offset) {
    for (int i = 0; i < sums.length; i++) {
      // The cast rounds towards zero, which is down, except for what becomes zero anyway.
      int nearest = (int) (sums[i] * meant[i] * scale + 0.5);
      out[offset + i] = Math.min(Math.max(nearest, 0), Layer.MAX_ACTIVATION);
    }
  }

  private static void scatter(int[] from, int[] to, int[] out, int offset) {
    for (int i = 0; i < from.length; i++) {
      out[to[i] + offset] = from[i];
    }
  }
}
