package smilet.trainer.network;

import smilet.shared.model.Convolution;
import smilet.shared.model.Shape;

/**
 * A convolution in its place: what it takes, what it gives, where its parameters lie.
 *
 * @param input shape of what enters
 * @param spec channels, kernel and stride
 * @param offset where its weights begin, [output channel][kernel row][kernel column][input channel]
 */
public record ConvolutionLayer(Shape input, ConvolutionSpec spec, int offset) {
  public Shape output() {
    return new Shape(
        Convolution.outputSide(input.height(), spec.stride()),
        Convolution.outputSide(input.width(), spec.stride()),
        spec.channels());
  }

  /** Weights per output channel. */
  public int taps() {
    return spec.kernel() * spec.kernel() * input.channels();
  }

  /** Where its biases begin, one an output channel. */
  public int biasOffset() {
    return offset + spec.channels() * taps();
  }

  /** One past its last parameter. */
  public int end() {
    return biasOffset() + spec.channels();
  }
}
