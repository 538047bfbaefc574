package smilet.trainer.descent;

import java.util.Arrays;
import java.util.Optional;
import smilet.trainer.network.Architecture;
import smilet.trainer.network.ConvolutionLayer;
import smilet.trainer.network.KernelWeights;
import smilet.trainer.network.Network;
import smilet.trainer.quantise.Quantisation;

/**
 * A network as training adjusts it. The parameters of the network come first; after them there may
 * be others that exist during training only, such as the gains of a normalisation.
 */
sealed interface TrainableNetwork permits PlainNetwork, NormalisedNetwork, RoundedNetwork {
  /** All parameters; an optimiser changes them in place. */
  float[] parameters();

  /** Writes the weights that the next batch is computed with. */
  void prepare(KernelWeights weights);

  /**
   * Completes the gradient that the blocks of a batch summed up.
   *
   * @param gradient as long as the parameters; changed in place
   */
  void complete(float[] gradient);

  /**
   * Takes note of the statistics of a batch.
   *
   * @param means of each channel's sums, averaged over the blocks
   * @param squares mean squares of each channel's sums, averaged over the blocks
   */
  void observe(float[] means, float[] squares);

  /** The network with the present parameters, without those that exist during training only. */
  Network network();

  /** The scales that the network is rounded with, if it is trained with rounding. */
  default Optional<Quantisation> quantisation() {
    return Optional.empty();
  }

  /** Which parameters weight decay shrinks: weights, but not biases and others. */
  default boolean[] decays() {
    Architecture architecture = network().architecture();
    boolean[] decays = new boolean[parameters().length];
    for (ConvolutionLayer layer : architecture.convolutionLayers()) {
      Arrays.fill(decays, layer.offset(), layer.biasOffset(), true);
    }
    Arrays.fill(decays, architecture.denseOffset(), architecture.denseBiasOffset(), true);
    return decays;
  }
}
