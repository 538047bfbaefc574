package smilet.shared.model;

/**
 * The layers with output positions in the lanes of a vector unit; {@link TapSums} says how, and why
 * every answer equals {@link PlainInference}'s to the bit. A mirrored model's two views are
 * computed together.
 */
final class PlanarInference implements Inference {
  /** 4 MiB; the 64k network at 64x64 takes an eighth of it. */
  private static final int MAX_WORDS = 1 << 20;

  private final int views;
  private final int cells;
  private final int[] inputTo;
  private final int[][] activations;
  private final PlanarConvolution[] convolutions;
  private final Dense dense;
  private final int[] featureFrom;
  private final byte[] features;

  PlanarInference(Model model) {
    int count = model.layers().size() - 1;
    this.views = views(model);
    this.cells = model.grid().cellCount();
    this.dense = model.dense();
    this.activations = new int[count + 1][];
    this.convolutions = new PlanarConvolution[count];
    // The dense layer reads its input as a convolution of kernel 1 would.
    Planes out = new Planes(dense.input(), 1, 1, 0, views);
    this.featureFrom = featureIndices(dense.input(), out);
    this.features = new byte[featureFrom.length / views];
    activations[count] = out.allocate();
    for (int i = count - 1; i >= 0; i--) {
      Convolution layer = (Convolution) model.layers().get(i);
      Planes in = new Planes(layer, views);
      convolutions[i] = new PlanarConvolution(layer, in, out, views);
      activations[i] = in.allocate();
      out = in;
    }
    this.inputTo = inputIndices(model.layers().getFirst().input(), out);
  }

  /**
   * Whether the model has convolutions, every sum in them is exact in a float, and their arrays fit
   * the memory of a small device.
   */
  static boolean isSuited(Model model) {
    int views = views(model);
    long words = 0;
    for (Layer layer : model.layers()) {
      if (layer instanceof Convolution convolution) {
        if (convolution.accumulatorBound() >= TapSums.EXACT_IN_FLOAT) {
          return false;
        }
        Planes in = new Planes(convolution, views);
        words += in.length() + PlanarConvolution.words(convolution, in, views);
      }
    }
    return words > 0 && words <= MAX_WORDS;
  }

  private static int views(Model model) {
    return model.mirrored() ? 2 : 1;
  }

  /** Where each input goes, first in the frame, then in its mirror image. */
  private int[] inputIndices(Shape shape, Planes planes) {
    int[] indices = new int[views * cells];
    for (int i = 0; i < cells; i++) {
      int y = i / shape.width();
      int x = i % shape.width();
      indices[i] = planes.index(0, y, x);
      if (views == 2) {
        indices[cells + i] = planes.index(1, y, shape.width() - 1 - x);
      }
    }
    return indices;
  }

  /** Where each view's features lie, in the order of the dense layer's weights. */
  private int[] featureIndices(Shape shape, Planes planes) {
    int[] indices = new int[views * shape.size()];
    for (int i = 0; i < indices.length; i++) {
      int position = i / shape.channels();
      int row = position / shape.width();
      indices[i] =
          planes.index(row / shape.height(), row % shape.height(), position % shape.width())
              + i % shape.channels() * planes.channelLength();
    }
    return indices;
  }

  @Override
  public int logitQ16(byte[] inputs, int offset) {
    for (int view = 0; view < views; view++) {
      fill(inputs, offset, view * cells);
    }
    for (int i = 0; i < convolutions.length; i++) {
      convolutions[i].apply(activations[i], activations[i + 1]);
    }
    int logit = viewLogitQ16(0);
    return views == 1 ? logit : Inference.meanQ16(logit, viewLogitQ16(1));
  }

  private void fill(byte[] inputs, int offset, int first) {
    int[] planes = activations[0];
    for (int i = 0; i < cells; i++) {
      planes[inputTo[first + i]] = inputs[offset + i];
    }
  }

  private int viewLogitQ16(int view) {
    int[] last = activations[convolutions.length];
    int first = view * features.length;
    for (int i = 0; i < features.length; i++) {
      features[i] = (byte) last[featureFrom[first + i]];
    }
    return dense.logitQ16(dense.accumulate(features, 0));
  }
}
