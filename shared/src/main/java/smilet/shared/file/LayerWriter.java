package smilet.shared.file;

import java.util.List;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;

/** Writes the layers of a network; {@link LayerReader} reads them. */
final class LayerWriter {
  static final int DENSE = 1;
  static final int CONVOLUTION = 2;

  /** From version 3 on. A kernel of one tap needs no padding, so it is a {@link #CONVOLUTION}. */
  static final int UNPADDED = 3;

  private final BitWriter out;

  LayerWriter(BitWriter out) {
    this.out = out;
  }

  static boolean hasUnpadded(List<Layer> layers) {
    return layers.stream().anyMatch(layer -> kind(layer) == UNPADDED);
  }

  void write(List<Layer> layers) {
    out.put(layers.size(), 8);
    layers.forEach(this::layer);
  }

  // Not a switch over types: the virtual machine generates each of them anew at every start.
  private static int kind(Layer layer) {
    if (layer instanceof Convolution convolution) {
      return convolution.padding() == convolution.kernel() / 2 ? CONVOLUTION : UNPADDED;
    }
    return DENSE;
  }

  private void layer(Layer layer) {
    out.put(kind(layer), 8);
    if (layer instanceof Dense dense) {
      int[] multipliers = {dense.multiplier()};
      int[] biases = {dense.bias()};
      numbers(dense.shift(), multipliers, biases, dense.weights());
    } else {
      Convolution convolution = (Convolution) layer;
      out.put(convolution.output().channels() - 1, 8);
      out.put(convolution.kernel(), 8);
      out.put(convolution.stride(), 8);
      numbers(
          convolution.shift(),
          convolution.multipliers(),
          convolution.biases(),
          convolution.weights());
    }
  }

  private void numbers(int shift, int[] multipliers, int[] biases, byte[] weights) {
    out.put(shift, 8);
    for (int multiplier : multipliers) {
      out.put(multiplier, 16);
    }
    int biasBits = 1;
    for (int bias : biases) {
      biasBits = Math.max(biasBits, signedWidth(bias));
    }
    out.put(biasBits, 8);
    for (int bias : biases) {
      out.put(bias, biasBits);
    }
    out.align();
    int weightBits = 2;
    for (byte weight : weights) {
      weightBits = Math.max(weightBits, signedWidth(weight));
    }
    out.put(weightBits, 8);
    for (byte weight : weights) {
      out.put(weight, weightBits);
    }
    out.align();
  }

  /** The fewest bits that hold a value in two's complement, 1 (0 and -1) to 32. */
  private static int signedWidth(int value) {
    return 33 - Integer.numberOfLeadingZeros(value ^ (value >> 31));
  }
}
