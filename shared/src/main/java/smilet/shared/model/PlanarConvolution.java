package smilet.shared.model;

import java.util.Arrays;

/**
 * A convolution of a known shape with output positions in the lanes, over {@link Planes}. {@link
 * TapSums} says why its sums are exact.
 */
final class PlanarConvolution {
  /** With one element per output position. */
  private static final int ARRAYS = 5;

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
    this.weights =
        TapSums.weights(
            layer.weights(), channels, layer.kernel() * layer.kernel(), layer.input().channels());
    this.biases = new float[TapSums.paddedChannels(channels)];
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
    int[] offsets = new int[TapSums.paddedTaps(taps)];
    for (int i = 0; i < offsets.length; i++) {
      int tap = Math.min(i, taps - 1);
      int square = tap % (kernel * kernel);
      offsets[i] =
          tap / (kernel * kernel) * in.channelLength() + in.tap(square / kernel, square % kernel);
    }
    return offsets;
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
    for (int channel = 0; channel < channels; channel += TapSums.CHANNELS) {
      Arrays.fill(sums0, biases[channel]);
      Arrays.fill(sums1, biases[channel + 1]);
      for (int tap = 0; tap < offsets.length; tap += TapSums.TAPS) {
        TapSums.add(sums0, sums1, sums0.length, in, 0, offsets, tap, weights, weight);
        weight += TapSums.CHANNELS * TapSums.TAPS;
      }
      store(sums0, channel, out);
      if (channel + 1 < channels) {
        store(sums1, channel + 1, out);
      }
    }
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
