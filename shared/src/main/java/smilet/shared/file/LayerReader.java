package smilet.shared.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import smilet.shared.frame.Grid;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;

/** Reads the layers of a network, as {@link LayerWriter} writes them. */
final class LayerReader {
  private final BitReader in;

  LayerReader(BitReader in) {
    this.in = in;
  }

  /** Reads all layers of a network that takes a grid of inputs. */
  List<Layer> read(Grid grid) throws MalformedModelException {
    int count = in.unsignedByte("layer count");
    if (count > Model.MAX_LAYERS) {
      throw new MalformedModelException(in.offset() - 1, "too many layers: " + count);
    }
    List<Layer> layers = new ArrayList<>();
    Shape shape = new Shape(grid.height(), grid.width(), 1);
    for (int i = 0; i < count; i++) {
      Layer layer = layer(shape);
      layers.add(layer);
      shape = layer.output();
    }
    return layers;
  }

  private Layer layer(Shape input) throws MalformedModelException {
    int kind = in.unsignedByte("layer kind");
    return switch (kind) {
      case LayerWriter.DENSE -> {
        int shift = in.unsignedByte("shift");
        int multiplier = in.unsignedShort("multiplier");
        int bias = biases(1)[0];
        yield new Dense(input, weights(input.size()), bias, multiplier, shift);
      }
      case LayerWriter.CONVOLUTION -> convolution(input, true);
      case LayerWriter.UNPADDED -> convolution(input, false);
      default ->
          throw new MalformedModelException(in.offset() - 1, "there is no layer kind " + kind);
    };
  }

  private Convolution convolution(Shape input, boolean padded) throws MalformedModelException {
    int channels = in.unsignedByte("channels") + 1;
    int kernel = in.unsignedByte("kernel");
    int stride = in.unsignedByte("stride");
    int shift = in.unsignedByte("shift");
    int[] multipliers = new int[channels];
    for (int i = 0; i < channels; i++) {
      multipliers[i] = in.unsignedShort("multiplier");
    }
    int[] biases = biases(channels);
    byte[] weights = weights((long) channels * kernel * kernel * input.channels());
    int padding = padded ? kernel / 2 : 0;
    return new Convolution(input, kernel, stride, padding, weights, biases, multipliers, shift);
  }

  private int[] biases(int count) throws MalformedModelException {
    int bits = width("bias bits", 1, 32);
    int[] biases = new int[count];
    for (int i = 0; i < count; i++) {
      biases[i] = (int) in.signed(bits, "biases");
    }
    in.align();
    return biases;
  }

  private byte[] weights(long count) throws MalformedModelException {
    int bits = width("weight bits", 2, 8);
    in.require(count, bits, "weights");
    byte[] weights = new byte[(int) count];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (byte) in.signed(bits, "weights");
    }
    in.align();
    return weights;
  }

  private int width(String what, int least, int most) throws MalformedModelException {
    int bits = in.unsignedByte(what);
    if (bits < least || bits > most) {
      throw new MalformedModelException(
          in.offset() - 1,
          String.format(Locale.ROOT, "%s must be %d to %d, was %d", what, least, most, bits));
    }
    return bits;
  }
}
