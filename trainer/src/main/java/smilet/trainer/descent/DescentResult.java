package smilet.trainer.descent;

import java.util.Optional;
import smilet.shared.model.Model;
import smilet.trainer.network.Network;
import smilet.trainer.network.Samples;
import smilet.trainer.quantise.Quantisation;

/**
 * What a run leaves.
 *
 * @param network the best weights on the held-out part where {@link StoppingRule.NoGain} was asked
 *     for, else the last
 * @param keptIteration the iteration they come from, 0 for the weights the run began with
 * @param reason why it ended
 * @param history what each iteration cost and gained
 * @param weightBits bits a weight of the model where training had not come to the rounding
 * @param quantisation the scales it was trained to be rounded with, if it came to that
 */
public record DescentResult(
    Network network,
    int keptIteration,
    StoppingRule reason,
    History history,
    int weightBits,
    Optional<Quantisation> quantisation) {

  /**
   * The integer model.
   *
   * @param samples to find the scales with, where training had not come to the rounding
   */
  public Model model(Samples samples) {
    return quantisation
        .orElseGet(() -> Quantisation.calibrate(network, samples, weightBits))
        .model(network);
  }
}
