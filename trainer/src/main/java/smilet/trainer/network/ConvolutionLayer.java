package smilet.trainer.network;

import smilet.shared.model.Convolution;
import smilet.shared.model.Shape;

/**
 * A convolution in its network: its input and output shapes and the places of its parameters.
 *
 * @param input shape of the input
 * @param spec channels, kernel and stride
 * @param offset index of its first weight; weights are [output channel][kernel row][kernel
 *     column][input channel]
 */
public record ConvolutionLayer(Shape input, ConvolutionSpec spec, int offset) {
  public Shape output() {
    return new Shape(
        Convolution.outputSide(input.height(), spec.kernel(), spec.stride(), spec.padding()),
        Convolution.outputSide(input.width(), spec.kernel(), spec.stride(), spec.padding()),
        spec.channels());
  }

  /** Weights per output channel. */
  public int taps() {
    return spec.kernel() * spec.kernel() * input.channels();
  }

  /** The index of its first bias; there is one per output channel. */
  public int biasOffset() {
    return offset + spec.channels() * taps();
  }

  /** One past the index of its last parameter. */
  public int end() {
    return biasOffset() + spec.channels();
  }
}
