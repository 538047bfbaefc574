package smilet.shared.model;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import smilet.shared.model.VectorInference.Plane;

/**
 * A convolution with output channels in the lanes: a tap's weights for one group of channels are
 * one vector, which {@value #BLOCK} output positions share, each with its own accumulator in a
 * register.
 *
 * <p>A layer of few channels fills the lanes with neighbouring columns. Two outputs side by side,
 * {@code stride} input columns apart, are one output of twice the channels under a kernel that is
 * {@code stride} columns wider: its first half weighs the kernel's left columns, its second half
 * the right ones, and zeros fill the rest. With 8 channels, 16 lanes and the 5x5 kernel of stride
 * 2, that is 5x7 taps for two outputs instead of 5x5 for one, 0.7 of the work.
 */
final class VectorConvolution {
  /** As many lanes as the CPU has, from 4 to 16. */
  static final VectorSpecies<Float> LANES =
      switch (FloatVector.SPECIES_PREFERRED.length()) {
        case 1, 2, 4 -> FloatVector.SPECIES_128;
        case 8 -> FloatVector.SPECIES_256;
        default -> FloatVector.SPECIES_512;
      };

  private static final int LANE_COUNT = LANES.length();

  /** Output positions computed together; their accumulators and two operands fit 16 registers. */
  private static final int BLOCK = 8;

  /** 1.5 · 2^23: a float of this size has no bits below the point. */
  private static final float WHOLE = 0x1.8p23f;

  /** The last place of a float from 64 to 128. */
  private static final float NUDGE = 0x1p-17f;

  /** Of positive floats the bits order as the numbers do, and integers have no NaN to look for. */
  private static final int MOST = Float.floatToRawIntBits(Layer.MAX_ACTIVATION);

  /** Floats beyond a plane's end that the last position's spare lanes may write. */
  static final int SPARE = LANE_COUNT;

  private final int channels;
  private final int neighbours;
  private final int groups;
  private final int kernel;
  private final int run;
  private final int rowLength;
  private final float[] weights;
  private final float[] biases;
  private final float[] scales;
  private final int[] from;
  private final int[] to;
  private final float[] sums = new float[BLOCK * LANE_COUNT];

  VectorConvolution(Convolution layer, Plane in, Plane out) {
    Shape output = layer.output();
    this.channels = output.channels();
    this.neighbours = neighbours(layer);
    this.groups = groups(layer);
    this.kernel = layer.kernel();
    this.run = run(layer);
    this.rowLength = in.rowLength();
    this.weights = interleave(layer);
    this.biases = new float[groups * LANE_COUNT];
    this.scales = new float[groups * LANE_COUNT];
    int[] exactBiases = layer.biases();
    int[] multipliers = layer.multipliers();
    for (int i = 0; i < neighbours * channels; i++) {
      biases[i] = exactBiases[i % channels];
      scales[i] = Math.scalb((float) multipliers[i % channels], -layer.shift());
    }
    int across = (output.width() + neighbours - 1) / neighbours;
    int positions = output.height() * across;
    // A last, short block computes its final position several times over.
    int padded = (positions + BLOCK - 1) / BLOCK * BLOCK;
    this.from = new int[padded];
    this.to = new int[padded];
    for (int i = 0; i < padded; i++) {
      int position = Math.min(i, positions - 1);
      int y = position / across;
      // Where the last columns are fewer than the neighbours, they are joined by computed ones.
      int x = Math.min(position % across * neighbours, output.width() - neighbours);
      // The border is half a kernel wide, so a kernel begins where its output's position lies.
      from[i] = y * layer.stride() * rowLength + x * layer.stride() * layer.input().channels();
      to[i] = out.offset(y, x);
    }
  }

  private static int neighbours(Convolution layer) {
    return Math.clamp(LANE_COUNT / layer.output().channels(), 1, layer.output().width());
  }

  private static int groups(Convolution layer) {
    return (neighbours(layer) * layer.output().channels() + LANE_COUNT - 1) / LANE_COUNT;
  }

  /** Weights per kernel row and lane. */
  private static int run(Convolution layer) {
    return (layer.kernel() + (neighbours(layer) - 1) * layer.stride()) * layer.input().channels();
  }

  /** The floats that a layer's weights become. */
  static long weightCount(Convolution layer) {
    return (long) groups(layer) * layer.kernel() * run(layer) * LANE_COUNT;
  }

  /** From [channel][row][column, input channel] to [group][row][column, input channel][lane]. */
  private float[] interleave(Convolution layer) {
    byte[] byChannel = layer.weights();
    float[] byTap = new float[groups * kernel * run * LANE_COUNT];
    int length = kernel * layer.input().channels();
    for (int i = 0; i < neighbours * channels; i++) {
      int right = i / channels * layer.stride() * layer.input().channels();
      for (int row = 0; row < kernel; row++) {
        int source = (i % channels * kernel + row) * length;
        int tap = (i / LANE_COUNT * kernel + row) * run + right;
        for (int j = 0; j < length; j++) {
          byTap[(tap + j) * LANE_COUNT + i % LANE_COUNT] = byChannel[source + j];
        }
      }
    }
    return byTap;
  }

  void apply(float[] in, float[] out) {
    for (int block = 0; block < from.length; block += BLOCK) {
      for (int group = groups - 1; group >= 0; group--) {
        accumulate(in, block, group);
        requantise(out, block, group);
      }
    }
  }

  /**
   * Sums of one block of positions and one group of channels, into {@code sums}. Eight of
   * everything stands written out: accumulators in an array would be read and written in memory,
   * tap by tap.
   */
  private void accumulate(float[] in, int block, int group) {
    float[] w = weights;
    int[] f = from;
    int p0 = f[block];
    int p1 = f[block + 1];
    int p2 = f[block + 2];
    int p3 = f[block + 3];
    int p4 = f[block + 4];
    int p5 = f[block + 5];
    int p6 = f[block + 6];
    int p7 = f[block + 7];
    FloatVector bias = FloatVector.fromArray(LANES, biases, group * LANE_COUNT);
    FloatVector a0 = bias;
    FloatVector a1 = bias;
    FloatVector a2 = bias;
    FloatVector a3 = bias;
    FloatVector a4 = bias;
    FloatVector a5 = bias;
    FloatVector a6 = bias;
    FloatVector a7 = bias;
    int tap = group * kernel * run * LANE_COUNT;
    for (int row = 0; row < kernel * rowLength; row += rowLength) {
      for (int i = row; i < row + run; i++) {
        FloatVector weight = FloatVector.fromArray(LANES, w, tap);
        a0 = FloatVector.broadcast(LANES, in[p0 + i]).fma(weight, a0);
        a1 = FloatVector.broadcast(LANES, in[p1 + i]).fma(weight, a1);
        a2 = FloatVector.broadcast(LANES, in[p2 + i]).fma(weight, a2);
        a3 = FloatVector.broadcast(LANES, in[p3 + i]).fma(weight, a3);
        a4 = FloatVector.broadcast(LANES, in[p4 + i]).fma(weight, a4);
        a5 = FloatVector.broadcast(LANES, in[p5 + i]).fma(weight, a5);
        a6 = FloatVector.broadcast(LANES, in[p6 + i]).fma(weight, a6);
        a7 = FloatVector.broadcast(LANES, in[p7 + i]).fma(weight, a7);
        tap += LANE_COUNT;
      }
    }
    a0.intoArray(sums, 0);
    a1.intoArray(sums, LANE_COUNT);
    a2.intoArray(sums, 2 * LANE_COUNT);
    a3.intoArray(sums, 3 * LANE_COUNT);
    a4.intoArray(sums, 4 * LANE_COUNT);
    a5.intoArray(sums, 5 * LANE_COUNT);
    a6.intoArray(sums, 6 * LANE_COUNT);
    a7.intoArray(sums, 7 * LANE_COUNT);
  }

  /**
   * The sums of one block, scaled, rounded and clamped into the next layer's plane.
   *
   * <p>Lanes without a channel hold zero, and are stored too: what they overwrite is padding, which
   * is zero, or a later position's first channels, which are written after, as positions ascend and
   * groups descend.
   */
  private void requantise(float[] out, int block, int group) {
    int first = group * LANE_COUNT;
    FloatVector scale = FloatVector.fromArray(LANES, scales, first);
    for (int position = 0; position < BLOCK; position++) {
      FloatVector accumulators = FloatVector.fromArray(LANES, sums, position * LANE_COUNT);
      requantise(accumulators, scale).intoArray(out, to[block + position] + first);
    }
  }

  /**
   * floor(v + 1/2) clamped to 0..127, where v = accumulator · scale, exactly, although v has 40
   * bits and a float 24.
   *
   * <p>Let a be the answer, v not negative and not clamped. As v >= a - 1/2, and a - 1/2 + 2^-17 is
   * a float, v + 2^-17 rounded to a float is no less than that; so the whole number nearest to it,
   * which adding 1.5 · 2^23 leaves, is at least a. As v < a + 1/2 it is at most a + 1, and then v +
   * 1/2 lies below it. A fused multiply-add rounds once, which does not change a sign: the sign of
   * v + (1/2 - whole) says whether the whole number is one too many.
   */
  private static FloatVector requantise(FloatVector accumulators, FloatVector scale) {
    FloatVector positive = accumulators.reinterpretAsInts().max(0).reinterpretAsFloats();
    FloatVector nudge = FloatVector.broadcast(LANES, NUDGE);
    FloatVector clamped =
        positive.fma(scale, nudge).reinterpretAsInts().min(MOST).reinterpretAsFloats();
    FloatVector whole = clamped.add(WHOLE).sub(WHOLE);
    FloatVector half = FloatVector.broadcast(LANES, 0.5f);
    VectorMask<Float> oneTooMany = positive.fma(scale, half.sub(whole)).lt(0);
    return whole.sub(1, oneTooMany);
  }
}
