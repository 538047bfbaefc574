package smilet.shared.model;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import smilet.shared.model.VectorInference.Plane;

/**
 * A convolution with output channels in the lanes: a tap's weights for one group of channels are
 * one vector, which {@value #BLOCK} output positions share, each with its own accumulator in a
 * register.
 */
final class VectorConvolution {
  /**
   * Eight lanes where the CPU has them, else four. Wider ones would leave lanes idle in small
   * networks, and gain nothing: the broadcast of an activation costs a load whatever its width.
   */
  private static final VectorSpecies<Float> LANES =
      FloatVector.SPECIES_PREFERRED.length() >= 8
          ? FloatVector.SPECIES_256
          : FloatVector.SPECIES_128;

  private static final int LANE_COUNT = LANES.length();

  /** Output positions computed together; their accumulators and two operands fit 16 registers. */
  private static final int BLOCK = 8;

  /** The same register's width in doubles, and those doubles narrowed to floats. */
  private static final VectorSpecies<Double> HALF =
      LANE_COUNT == 8 ? DoubleVector.SPECIES_256 : DoubleVector.SPECIES_128;

  private static final VectorSpecies<Float> NARROW =
      LANE_COUNT == 8 ? FloatVector.SPECIES_128 : FloatVector.SPECIES_64;

  /** 1.5 · 2^52: a double of this size has no bits below the point. */
  private static final double WHOLE = 0x1.8p52;

  /** Floats beyond a plane's end that the last position's spare lanes may write. */
  static final int SPARE = LANE_COUNT;

  private final int channels;
  private final int groups;
  private final int kernel;
  private final int run;
  private final int rowLength;
  private final float[] weights;
  private final float[] biases;
  private final double[] scales;
  private final DoubleVector tieBreaker;
  private final int[] from;
  private final int[] to;
  private final float[] sums = new float[BLOCK * LANE_COUNT];

  VectorConvolution(Convolution layer, Plane in, Plane out) {
    this.channels = layer.output().channels();
    this.groups = (channels + LANE_COUNT - 1) / LANE_COUNT;
    this.kernel = layer.kernel();
    this.run = kernel * layer.input().channels();
    this.rowLength = in.rowLength();
    this.weights = interleave(layer.weights());
    this.biases = new float[groups * LANE_COUNT];
    this.scales = new double[groups * LANE_COUNT];
    this.tieBreaker = DoubleVector.broadcast(HALF, Math.scalb(0.5, -layer.shift()));
    int[] exactBiases = layer.biases();
    int[] multipliers = layer.multipliers();
    for (int i = 0; i < channels; i++) {
      biases[i] = exactBiases[i];
      scales[i] = Math.scalb((double) multipliers[i], -layer.shift());
    }
    Shape output = layer.output();
    // A last, short block computes its final position several times over.
    int positions = output.height() * output.width();
    int padded = (positions + BLOCK - 1) / BLOCK * BLOCK;
    this.from = new int[padded];
    this.to = new int[padded];
    for (int i = 0; i < padded; i++) {
      int position = Math.min(i, positions - 1);
      int y = position / output.width();
      int x = position % output.width();
      // The border is half a kernel wide, so a kernel begins where its output's position lies.
      from[i] = y * layer.stride() * rowLength + x * layer.stride() * layer.input().channels();
      to[i] = out.offset(y, x);
    }
  }

  /** From [channel][tap] to [group][tap][lane], absent channels zero. */
  private float[] interleave(byte[] byChannel) {
    int taps = kernel * run;
    float[] byTap = new float[groups * taps * LANE_COUNT];
    for (int channel = 0; channel < channels; channel++) {
      int group = channel / LANE_COUNT;
      int lane = channel % LANE_COUNT;
      for (int tap = 0; tap < taps; tap++) {
        byTap[(group * taps + tap) * LANE_COUNT + lane] = byChannel[channel * taps + tap];
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

  /** Sums of one block of positions and one group of channels, into {@code sums}. */
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
    DoubleVector lowScale = DoubleVector.fromArray(HALF, scales, first);
    DoubleVector highScale = DoubleVector.fromArray(HALF, scales, first + HALF.length());
    for (int position = 0; position < BLOCK; position++) {
      FloatVector accumulators = FloatVector.fromArray(LANES, sums, position * LANE_COUNT);
      int target = to[block + position] + first;
      requantise(accumulators, 0, lowScale).intoArray(out, target);
      requantise(accumulators, 1, highScale).intoArray(out, target + HALF.length());
    }
  }

  /**
   * Half of the lanes, in doubles, where nothing is lost: accumulator times multiplier has 40 bits,
   * and a division by 2^shift only moves the point. The product is a multiple of 2^-shift, so half
   * of that, {@code tieBreaker}, added to it turns every tie upwards and nothing else; then adding
   * 1.5 · 2^52 rounds to whole numbers, as no bits are left below the point.
   */
  private FloatVector requantise(FloatVector accumulators, int half, DoubleVector scale) {
    DoubleVector products =
        (DoubleVector) accumulators.convertShape(VectorOperators.F2D, HALF, half);
    return (FloatVector)
        products
            .fma(scale, tieBreaker)
            .max(0.0)
            .min(Layer.MAX_ACTIVATION)
            .add(WHOLE)
            .sub(WHOLE)
            .convertShape(VectorOperators.D2F, NARROW, 0);
  }
}
