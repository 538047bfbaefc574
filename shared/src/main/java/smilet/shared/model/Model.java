package smilet.shared.model;

import java.util.List;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

/**
 * A classifier's numbers: the grid and the normalisation of its inputs, then layers that fit one
 * another, any number of convolutions and one dense layer at the end, whose output is the logit.
 *
 * @param grid the inputs' grid
 * @param normalisation how a frame becomes inputs
 * @param layers at least one; the last and only the last is {@link Dense}
 */
public record Model(Grid grid, Normalisation normalisation, List<Layer> layers) {
  /** More layers than any useful model of this size has; a file that claims more is refused. */
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
            "layer %d takes %s but is given %s".formatted(i, layer.input(), expected));
      }
      if (layer instanceof Dense != (i == layers.size() - 1)) {
        throw new IllegalArgumentException("layer " + i + ": the last layer alone is dense");
      }
      expected = layer.output();
    }
  }

  /** Weights and biases of all layers. */
  public int parameterCount() {
    return layers.stream().mapToInt(Layer::parameterCount).sum();
  }

  /** Multiply-adds for one frame. */
  public long multiplyAdds() {
    return layers.stream().mapToLong(Layer::multiplyAdds).sum();
  }

  /** The dense layer that makes the logit. */
  public Dense dense() {
    return (Dense) layers.getLast();
  }

  /** The network in the words of the command line: "linear", or "8-12-16" for its channels. */
  public String network() {
    if (layers.size() == 1) {
      return "linear";
    }
    StringBuilder channels = new StringBuilder();
    for (Layer layer : layers.subList(0, layers.size() - 1)) {
      channels.append(channels.isEmpty() ? "" : "-").append(layer.output().channels());
    }
    return channels.toString();
  }
}
