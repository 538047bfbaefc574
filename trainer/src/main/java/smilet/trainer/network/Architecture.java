package smilet.trainer.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smilet.shared.frame.Grid;
import smilet.shared.model.Model;
import smilet.shared.model.ModelSize;
import smilet.shared.model.Shape;

/**
 * The layers of a network and the places of their parameters: any number of convolutions with ReLU,
 * then one dense output, the logit. All parameters are in one array, layer after layer, the weights
 * of a layer before its biases, in the order that {@code smilet.shared.model} uses.
 *
 * @param grid the grid of the inputs
 * @param convolutions in order, the one that reads the inputs first; without any, the network is
 *     linear, as in the lecture
 * @param bias whether the dense output has a bias; convolutions always have one
 * @param mirrored whether the network returns the mean logit of an input and its mirror image.
 *     Training uses single views in either case
 */
public record Architecture(
    Grid grid, List<ConvolutionSpec> convolutions, boolean bias, boolean mirrored) {
  /**
   * The best networks that we measured whose files, with weights of 4 bits, have at most 4, 16 or
   * 64 KiB at 48x48 and at 64x64. Layers of stride 1 between those that halve the picture make the
   * difference: at equal bytes, a deep and narrow network finds more smiles than a shallow one.
   */
  private static final Map<String, String> BEST_FOR_ITS_BYTES =
      Map.of(
          "4k", "8-8s1-10-10s1-12-12s1-14",
          "16k", "10-10s1-20-20s1-28-28s1-32",
          "64k", "16-16s1-32-32s1-48-48s1-64");

  private static final Pattern ELEMENT =
      Pattern.compile("(\\d{1,3})(?:k(\\d{1,2}))?(?:s(\\d))?(v)?");

  /** The dense output is one of the layers of a model. */
  private static final int MAX_CONVOLUTIONS = Model.MAX_LAYERS - 1;

  public Architecture {
    convolutions = List.copyOf(convolutions);
    if (convolutions.size() > MAX_CONVOLUTIONS) {
      throw new IllegalArgumentException(
          "convolutions must be at most " + MAX_CONVOLUTIONS + ", were " + convolutions.size());
    }
  }

  /**
   * Parses a network as written on the command line: "linear"; or "4k", "16k" or "64k", the best
   * known network whose file has at most so many KiB; or the channels of its convolutions,
   * "8-12-16". The first convolution is 5x5, the others are 3x3, all with stride 2, unless an
   * element says otherwise: "8k3s1-12-16" begins with 3x3 and stride 1. A "v" at the end of an
   * element says that its input is not padded. {@code Model.network()} writes the same format.
   *
   * @throws IllegalArgumentException if the text is not a network; the message says what one is
   */
  public static Architecture parse(String text, Grid grid) {
    List<ConvolutionSpec> convolutions = new ArrayList<>();
    if (!text.equals("linear")) {
      for (String element : BEST_FOR_ITS_BYTES.getOrDefault(text, text).split("-", -1)) {
        Matcher matcher = ELEMENT.matcher(element);
        if (!matcher.matches()) {
          throw new IllegalArgumentException(
              "a network is linear, 4k, 16k, 64k or channels as 8-12-16, was \"" + text + "\"");
        }
        int kernel = number(matcher.group(2), convolutions.isEmpty() ? 5 : 3);
        convolutions.add(
            new ConvolutionSpec(
                Integer.parseInt(matcher.group(1)),
                kernel,
                number(matcher.group(3), 2),
                matcher.group(4) == null));
      }
    }
    return new Architecture(grid, convolutions, true, false);
  }

  /** The same layers, with or without the mean over mirror images. */
  public Architecture withMirrored(boolean other) {
    return new Architecture(grid, convolutions, bias, other);
  }

  private static int number(String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  /** The convolutions with their input shapes and the places of their parameters. */
  public List<ConvolutionLayer> convolutionLayers() {
    List<ConvolutionLayer> layers = new ArrayList<>();
    Shape shape = new Shape(grid.height(), grid.width(), 1);
    int offset = 0;
    for (ConvolutionSpec spec : convolutions) {
      ConvolutionLayer layer = new ConvolutionLayer(shape, spec, offset);
      layers.add(layer);
      shape = layer.output();
      offset = layer.end();
    }
    return layers;
  }

  /** The shape of the input of the dense output. */
  public Shape denseInput() {
    List<ConvolutionLayer> layers = convolutionLayers();
    return layers.isEmpty() ? new Shape(grid.height(), grid.width(), 1) : layers.getLast().output();
  }

  /** The index of the first weight of the dense output. */
  public int denseOffset() {
    List<ConvolutionLayer> layers = convolutionLayers();
    return layers.isEmpty() ? 0 : layers.getLast().end();
  }

  /** The index of the bias of the dense output, if it has one. */
  public int denseBiasOffset() {
    return denseOffset() + denseInput().size();
  }

  /** The number of channels of all convolutions together. */
  public int channelCount() {
    return convolutions.stream().mapToInt(ConvolutionSpec::channels).sum();
  }

  /** Multiply-adds for one frame, as those of the model that is made of this network. */
  public long multiplyAdds() {
    long sum = denseInput().size();
    for (ConvolutionLayer layer : convolutionLayers()) {
      sum += (long) layer.taps() * layer.output().size();
    }
    return mirrored ? 2 * sum : sum;
  }

  /** What the model that is made of this network takes of the computer that runs it. */
  public ModelSize size() {
    long activations = grid.cellCount() + 1L; // the inputs and the logit
    for (ConvolutionLayer layer : convolutionLayers()) {
      activations += layer.output().size();
    }
    return new ModelSize(parameterCount(), activations, multiplyAdds());
  }

  /** The number of weights and biases of all layers. */
  public int parameterCount() {
    return denseBiasOffset() + (bias ? 1 : 0);
  }
}
