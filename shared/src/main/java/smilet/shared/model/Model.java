package smilet.shared.model;

import java.util.List;
import java.util.Locale;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

/**
 * A classifier's numbers: the grid and the normalisation of its inputs, then the layers: any number
 * of convolutions, and one dense layer at the end, which computes the logit. Each layer takes what
 * the layer before it gives.
 *
 * <p>A mirrored model runs its layers twice, on a frame and on its mirror image, and answers the
 * mean of the two logits: a face and its mirror image are the same smile, but what a network gets
 * wrong about them differs. That doubles the time and adds no weights.
 *
 * @param grid the inputs' grid
 * @param normalisation how a frame becomes inputs
 * @param mirrored whether the answer is the mean over a frame and its mirror image
 * @param layers at least one; the last and only the last is {@link Dense}
 */
public record Model(Grid grid, Normalisation normalisation, boolean mirrored, List<Layer> layers) {
  /** No useful model of this size has more layers; a file that claims more is refused. */
  public static final int MAX_LAYERS = 16;

  public Model {
    layers = List.copyOf(layers);
    if (layers.isEmpty() || layers.size() > MAX_LAYERS) {
      throw new IllegalArgumentException(
          "a model has 1 to " + MAX_LAYERS + " layers, was given " + layers.size());
    }
    Shape expected = new Shape(grid.height(), grid.width(), 1);
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      if (!layer.input().equals(expected)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "layer %d takes %s but is given %s", i, layer.input(), expected));
      }
      if (layer instanceof Dense != (i == layers.size() - 1)) {
        throw new IllegalArgumentException(
            "layer " + i + ": only the last layer is dense, and it must be");
      }
      expected = layer.output();
    }
  }

  /** A model that is not mirrored. */
  public Model(Grid grid, Normalisation normalisation, List<Layer> layers) {
    this(grid, normalisation, false, layers);
  }

  /** Weights and biases of all layers. */
  public int parameterCount() {
    return layers.stream().mapToInt(Layer::parameterCount).sum();
  }

  /** Multiply-adds for one frame. */
  public long multiplyAdds() {
    return (mirrored ? 2 : 1) * layers.stream().mapToLong(Layer::multiplyAdds).sum();
  }

  /** What the model takes of the computer that runs it. */
  public ModelSize size() {
    long activations = grid.cellCount();
    for (Layer layer : layers) {
      activations += layer.output().size();
    }
    return new ModelSize(parameterCount(), activations, multiplyAdds());
  }

  /** The dense layer that makes the logit. */
  public Dense dense() {
    return (Dense) layers.getLast();
  }

  /**
   * The network in the words of the command line: "linear", or the channels of its convolutions, as
   * 8-12-16. A kernel other than 5x5 in the first or 3x3 in a later one, a stride other than 2, and
   * a v if the input is not padded, stand behind the channels: 8k3s1v.
   */
  public String network() {
    if (layers.size() == 1) {
      return "linear";
    }
    StringBuilder text = new StringBuilder();
    for (Layer layer : layers) {
      if (layer instanceof Convolution convolution) {
        int usualKernel = text.isEmpty() ? 5 : 3;
        text.append(text.isEmpty() ? "" : "-").append(convolution.output().channels());
        text.append(convolution.kernel() == usualKernel ? "" : "k" + convolution.kernel());
        text.append(convolution.stride() == 2 ? "" : "s" + convolution.stride());
        text.append(convolution.padding() < convolution.kernel() / 2 ? "v" : "");
      }
    }
    return text.toString();
  }
}
