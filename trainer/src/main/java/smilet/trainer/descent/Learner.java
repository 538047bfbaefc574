package smilet.trainer.descent;

import java.util.Arrays;
import smilet.trainer.network.Architecture;
import smilet.trainer.network.ConvolutionLayer;
import smilet.trainer.network.Network;
import smilet.trainer.network.Weights;

/**
 * What descent adjusts, and what samples meet of it. The parameters of the network come first;
 * behind them may lie others that only training knows.
 */
sealed interface Learner permits PlainLearner, NormalisedLearner, RoundedLearner {
  /** All parameters, stepped in place. */
  float[] parameters();

  /** Readies the weights that the next batch meets. */
  void prepare(Weights weights);

  /**
   * Completes the gradient that the blocks summed up.
   *
   * @param gradient as long as the parameters
   */
  void complete(float[] gradient);

  /**
   * Learns what the blocks of a batch saw.
   *
   * @param means of each channel's sums, averaged over the blocks
   * @param squares mean squares of each channel's sums, averaged over the blocks
   */
  void observe(float[] means, float[] squares);

  /** The network as it now stands, without anything that only training knows. */
  Network network();

  /** Which of {@code count} parameters weight decay shrinks: weights, but not biases. */
  static boolean[] decays(Architecture architecture, int count) {
    boolean[] decays = new boolean[count];
    for (ConvolutionLayer layer : architecture.convolutionLayers()) {
      Arrays.fill(decays, layer.offset(), layer.biasOffset(), true);
    }
    Arrays.fill(decays, architecture.denseOffset(), architecture.denseBiasOffset(), true);
    return decays;
  }
}
