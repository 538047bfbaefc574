package smilet.shared.model;

/**
 * The inner loop of a convolution with output positions in the lanes: plain Java that HotSpot's
 * optimising compiler turns into vector instructions by itself, whatever their width; it also runs
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
final class TapSums {
  static final int TAPS = 3;
  static final int CHANNELS = 2;

  /** Below this every whole number is a float. */
  static final int EXACT_IN_FLOAT = 1 << 24;

  /**
   * Every 64-bit ARM has the fused multiply-add, which saves an instruction of two. An x86 without
   * it would compute it in software. Neither rounds here.
   */
  private static final boolean FUSED = System.getProperty("os.arch", "").equals("aarch64");

  private TapSums() {}

  /** The number of taps, rounded up to whole passes. */
  static int paddedTaps(int taps) {
    return Math.ceilDiv(taps, TAPS) * TAPS;
  }

  /** The number of output channels, rounded up to whole passes. */
  static int paddedChannels(int channels) {
    return Math.ceilDiv(channels, CHANNELS) * CHANNELS;
  }

  /**
   * Weights in the order of reading: [pair of channels][triple of taps][channel][tap], zero-filled.
   * Taps are in the order [input channel][kernel row][kernel column].
   *
   * @param exact [output channel][kernel row][kernel column][input channel]
   * @param square kernel rows times kernel columns
   */
  static float[] weights(byte[] exact, int channels, int square, int inputs) {
    int taps = inputs * square;
    int paddedTaps = paddedTaps(taps);
    float[] weights = new float[paddedChannels(channels) * paddedTaps];
    for (int channel = 0; channel < channels; channel++) {
      for (int tap = 0; tap < taps; tap++) {
        int pass = channel / CHANNELS * (paddedTaps / TAPS) + tap / TAPS;
        weights[(pass * CHANNELS + channel % CHANNELS) * TAPS + tap % TAPS] =
            exact[(channel * square + tap % square) * inputs + tap / square];
      }
    }
    return weights;
  }

  /**
   * Adds three taps to the sums of two channels.
   *
   * @param count how many sums of each channel
   * @param at where the tap at offset 0 reads for the first sum
   * @param offsets of all taps
   * @param tap the first of the three
   * @param weight where the six weights begin
   */
  static void add(
      float[] sums0,
      float[] sums1,
      int count,
      int[] in,
      int at,
      int[] offsets,
      int tap,
      float[] weights,
      int weight) {
    int from0 = at + offsets[tap];
    int from1 = at + offsets[tap + 1];
    int from2 = at + offsets[tap + 2];
    float w00 = weights[weight];
    float w01 = weights[weight + 1];
    float w02 = weights[weight + 2];
    float w10 = weights[weight + 3];
    float w11 = weights[weight + 4];
    float w12 = weights[weight + 5];
    for (int i = 0; i < count; i++) {
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
}
