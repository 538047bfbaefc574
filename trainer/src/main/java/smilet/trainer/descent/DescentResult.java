package smilet.trainer.descent;

import java.util.Optional;
import smilet.shared.model.Model;
import smilet.trainer.network.Network;
import smilet.trainer.network.Samples;
import smilet.trainer.quantise.Quantisation;

/**
 * The result of a run.
 *
 * @param network the best network on the held-out part if the recipe has a {@link
 *     StoppingRule.NoGain}, otherwise the last one
 * @param keptIteration the iteration that it comes from, 0 for the network that the run began with
 * @param reason the rule that ended the run
 * @param history what each iteration cost and gained
 * @param weightBits bits per weight of the model if the network was not trained with rounding
 * @param quantisation the scales that it was trained with, if it was trained with rounding
 */
public record DescentResult(
    Network network,
    int keptIteration,
    StoppingRule reason,
    History history,
    int weightBits,
    Optional<Quantisation> quantisation) {

  /**
   * Returns the integer model.
   *
   * @param samples used to find the scales if the network was not trained with rounding
   */
  public Model model(Samples samples) {
    return quantisation
        .orElseGet(() -> Quantisation.calibrate(network, samples, weightBits))
        .model(network);
  }
}
