package smilet.shared.model;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The layers with channels in the lanes of a vector unit. Activations are small integers kept as
 * floats; their products with weights and the sums of those are whole numbers below 2^24, which
 * floats hold exactly, so that no rounding happens, the order of summation does not matter, and
 * every answer equals {@link PlainInference}'s to the bit.
 *
 * <p>Between layers an activation plane carries the next kernel's zero padding around it, so that
 * no kernel looks for borders.
 */
final class VectorInference implements Inference {
  private static final VectorSpecies<Float> LANES = VectorConvolution.LANES;

  /** A byte for each lane, and no fewer than the smallest vector holds. */
  private static final VectorSpecies<Byte> BYTES =
      LANES.length() == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

  /** Below this every whole number is a float. */
  private static final int EXACT_IN_FLOAT = 1 << 24;

  /** 2 MiB of floats; the 64k network has a sixth of that. */
  private static final int MAX_WEIGHTS = 1 << 19;

  private final Plane input;
  private final VectorConvolution[] convolutions;
  private final float[][] planes;
  private final int cells;
  private final int width;
  private final Dense dense;
  private final byte[] features;

  VectorInference(Model model) {
    int count = model.layers().size() - 1;
    this.cells = model.grid().cellCount();
    this.width = model.grid().width();
    this.dense = model.dense();
    this.features = new byte[dense.input().size()];
    this.convolutions = new VectorConvolution[count];
    this.planes = new float[count + 1][];
    Plane[] shapes = new Plane[count + 1];
    for (int i = 0; i <= count; i++) {
      Layer layer = model.layers().get(i);
      int padding = layer instanceof Convolution convolution ? convolution.kernel() / 2 : 0;
      shapes[i] = new Plane(layer.input(), padding);
      planes[i] = new float[shapes[i].size() + VectorConvolution.SPARE];
    }
    for (int i = 0; i < count; i++) {
      Convolution layer = (Convolution) model.layers().get(i);
      convolutions[i] = new VectorConvolution(layer, shapes[i], shapes[i + 1]);
    }
    this.input = shapes[0];
  }

  /**
   * Whether the model has convolutions, every sum in them is exact in a float, and their weights
   * fit the memory of a small device once they are spread over the lanes.
   */
  static boolean isSuited(Model model) {
    long weights = 0;
    for (Layer layer : model.layers()) {
      if (layer instanceof Convolution convolution) {
        if (convolution.accumulatorBound() >= EXACT_IN_FLOAT) {
          return false;
        }
        weights += VectorConvolution.weightCount(convolution);
      }
    }
    return model.layers().size() > 1 && weights <= MAX_WEIGHTS;
  }

  @Override
  public int logitQ16(byte[] inputs, int offset) {
    fill(inputs, offset);
    for (int i = 0; i < convolutions.length; i++) {
      convolutions[i].apply(planes[i], planes[i + 1]);
    }
    float[] last = planes[convolutions.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = (byte) last[i];
    }
    return dense.logitQ16(dense.accumulate(features, 0));
  }

  /** The inputs, as floats, inside the first plane's border. */
  private void fill(byte[] inputs, int offset) {
    float[] first = planes[0];
    for (int from = offset, row = 0; from < offset + cells; from += width, row++) {
      int to = input.offset(row, 0);
      int x = 0;
      for (; x <= width - BYTES.length(); x += LANES.length()) {
        ByteVector.fromArray(BYTES, inputs, from + x)
            .convertShape(VectorOperators.B2F, LANES, 0)
            .reinterpretAsFloats()
            .intoArray(first, to + x);
      }
      for (; x < width; x++) {
        first[to + x] = inputs[from + x];
      }
    }
  }

  /** Activations with a border of zeros around them, channels last. */
  record Plane(Shape shape, int padding) {
    int rowLength() {
      return (shape.width() + 2 * padding) * shape.channels();
    }

    int size() {
      return (shape.height() + 2 * padding) * rowLength();
    }

    /** Where the first channel of a position inside the border lies. */
    int offset(int y, int x) {
      return (y + padding) * rowLength() + (x + padding) * shape.channels();
    }
  }
}
