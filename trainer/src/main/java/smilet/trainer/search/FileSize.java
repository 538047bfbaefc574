package smilet.trainer.search;

import smilet.trainer.network.Architecture;
import smilet.trainer.network.ConvolutionLayer;

/**
 * About how many bytes a model file will have, before the network is trained. The weights are
 * counted exactly. Biases take as many bits as the largest one needs, and the record of the
 * training is text; both are known only afterwards, so the usual sizes are assumed.
 */
final class FileSize {
  /** Header, grid, normalisation, mirroring, thresholds and the number of layers. */
  private static final int BEGINNING = 23;

  /** The kind, shape, shift and widths of a layer. */
  private static final int PER_LAYER = 7;

  /** Multiplier and bias of a channel, in bits: 16, and the usual width of the largest bias. */
  private static final int BITS_PER_CHANNEL = 16 + 13;

  /** The training record, four golden frames, no signature, SHA-256. */
  private static final int END = 150 + 3 * 79 + 8 + 3 + 33;

  private FileSize() {}

  /**
   * The size.
   *
   * @param weightBits bits per weight, 2 to 8
   */
  static int estimate(Architecture architecture, int weightBits) {
    int bytes = BEGINNING + END;
    for (ConvolutionLayer layer : architecture.convolutionLayers()) {
      int channels = layer.spec().channels();
      bytes += layer(channels, channels * layer.taps(), weightBits);
    }
    return bytes + layer(1, architecture.denseInput().size(), weightBits);
  }

  private static int layer(int channels, int weights, int weightBits) {
    return PER_LAYER
        + Math.ceilDiv(channels * BITS_PER_CHANNEL, 8)
        + Math.ceilDiv(weights * weightBits, 8);
  }
}
