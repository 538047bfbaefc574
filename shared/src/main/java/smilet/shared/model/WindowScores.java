package smilet.shared.model;

import java.util.List;

/**
 * A model without padding, run at every window of a picture at once: neighbouring windows share
 * what they have in common. Every score equals, to the bit, the model's logit of that window alone.
 *
 * <p>An instance owns its scratch memory, allocates nothing per picture and belongs to one thread.
 */
public final class WindowScores {
  private final Shape window;
  private final int stride;
  private final int maxWidth;
  private final int maxHeight;
  private final Convolution[] layers;
  private final Dense dense;
  private final UnpaddedConvolution[] convolutions;
  private final UnpaddedConvolution last;
  private final StridedPlanes[] activations;
  private final int[] accumulators;

  /**
   * @param model a model of a square grid whose convolutions are not padded
   * @param maxWidth the most columns of a picture, at least those of the model's grid
   * @param maxHeight the most rows of a picture, at least those of the model's grid
   * @throws IllegalArgumentException if the grid is not square, a convolution is padded, or a sum
   *     could reach 2^24
   */
  public WindowScores(Model model, int maxWidth, int maxHeight) {
    List<Layer> layers = model.layers();
    this.layers = new Convolution[layers.size() - 1];
    this.window = layers.getFirst().input();
    requireSuited(model);
    this.maxWidth = maxWidth;
    this.maxHeight = maxHeight;
    this.dense = model.dense();
    this.convolutions = new UnpaddedConvolution[layers.size() - 1];
    this.activations = new StridedPlanes[layers.size()];
    int width = maxWidth;
    int height = maxHeight;
    for (int i = 0; i < convolutions.length; i++) {
      Convolution layer = (Convolution) layers.get(i);
      this.layers[i] = layer;
      convolutions[i] = new UnpaddedConvolution(layer);
      activations[i] = new StridedPlanes(layer.input().channels(), layer.stride(), width, height);
      width = Convolution.outputSide(width, layer.kernel(), layer.stride(), 0);
      height = Convolution.outputSide(height, layer.kernel(), layer.stride(), 0);
    }
    Shape features = dense.input();
    activations[convolutions.length] = new StridedPlanes(features.channels(), 1, width, height);
    this.last = new UnpaddedConvolution(dense);
    this.stride = stride(model);
    this.accumulators = new int[width * height];
  }

  private static void requireSuited(Model model) {
    if (model.grid().width() != model.grid().height()) {
      throw new IllegalArgumentException("a window must be a square, was " + model.grid());
    }
    for (Layer layer : model.layers()) {
      if (layer instanceof Convolution convolution && convolution.padding() != 0) {
        throw new IllegalArgumentException("the convolutions of a window must not be padded");
      }
    }
  }

  /** From a window of a model to the next, in cells: the product of the layers' strides. */
  public static int stride(Model model) {
    int product = 1;
    for (Layer layer : model.layers()) {
      product *= layer instanceof Convolution convolution ? convolution.stride() : 1;
    }
    return product;
  }

  /** From a window to the next, in cells. */
  public int stride() {
    return stride;
  }

  /** How many windows lie side by side in a picture of so many columns. */
  public int across(int width) {
    return width < window.width() ? 0 : (width - window.width()) / stride + 1;
  }

  /** How many windows lie one below the other in a picture of so many rows. */
  public int down(int height) {
    return height < window.height() ? 0 : (height - window.height()) / stride + 1;
  }

  /** Multiply-adds for a picture of so many cells. */
  public long multiplyAdds(int width, int height) {
    long sum = 0;
    int columns = (across(width) - 1) * stride + window.width();
    int rows = (down(height) - 1) * stride + window.height();
    for (Convolution layer : layers) {
      columns = Convolution.outputSide(columns, layer.kernel(), layer.stride(), 0);
      rows = Convolution.outputSide(rows, layer.kernel(), layer.stride(), 0);
      sum +=
          layer.multiplyAdds() / layer.output().size() * layer.output().channels() * columns * rows;
    }
    return sum + (long) across(width) * down(height) * dense.multiplyAdds();
  }

  /**
   * Computes the score of every window.
   *
   * @param inputs of the picture, row by row
   * @param offset the index of the picture's first input
   * @param pitch from a row to the next in {@code inputs}, at least {@code width}
   * @param width columns of the picture, at least those of the model's grid
   * @param height rows of the picture, at least those of the model's grid
   * @param scoresQ16 receives the logits, Q15.16, row by row, {@link #across} times {@link #down}
   */
  public void compute(
      byte[] inputs, int offset, int pitch, int width, int height, int[] scoresQ16) {
    if (width < window.width()
        || width > maxWidth
        || height < window.height()
        || height > maxHeight) {
      throw new IllegalArgumentException(
          "the picture must be "
              + window.width()
              + "x"
              + window.height()
              + " to "
              + maxWidth
              + "x"
              + maxHeight
              + " cells, was "
              + width
              + "x"
              + height);
    }
    // Without what no window reaches; then the layers' sides follow from the number of windows.
    activations[0].reshape(
        (across(width) - 1) * stride + window.width(),
        (down(height) - 1) * stride + window.height());
    activations[0].fill(inputs, offset, pitch);
    for (int i = 0; i < convolutions.length; i++) {
      convolutions[i].apply(activations[i], activations[i + 1]);
    }
    int count = last.accumulate(activations[convolutions.length], accumulators);
    for (int i = 0; i < count; i++) {
      scoresQ16[i] = dense.logitQ16(accumulators[i]);
    }
  }
}
