package smilet.trainer.pipeline;

import java.util.List;
import java.util.Optional;
import smilet.trainer.descent.Recipe;
import smilet.trainer.descent.StoppingRule;

/**
 * How a network is to descend. What is empty is taken from the usual recipe for the network.
 *
 * @param optimiser how a gradient becomes a step
 * @param iterations passes over all faces, at most
 * @param batchSize faces per step, {@link Recipe#FULL_BATCH} for all
 * @param smileWeight how much a smile counts
 * @param rounding whether the last part of training uses rounded weights, as the device does
 * @param weightBits bits per weight of the model, 2 to 8
 * @param stops what else may stop the training
 */
public record DescentRequest(
    OptimiserRequest optimiser,
    Optional<Integer> iterations,
    Optional<Integer> batchSize,
    Optional<SmileWeight> smileWeight,
    Optional<Boolean> rounding,
    Optional<Integer> weightBits,
    List<StoppingRule> stops) {

  /** Bits per weight of a network that is rounded only after training. */
  private static final int BITS_AFTER_TRAINING = 8;

  public DescentRequest {
    stops = List.copyOf(stops);
  }

  /**
   * The recipe for a data set.
   *
   * @param usual the usual recipe for the network
   * @param faces how many faces are in the data
   * @param smiles how many of them are smiles
   * @throws IllegalArgumentException if a value is out of range
   */
  Recipe recipe(Recipe usual, int faces, int smiles) {
    Recipe.Builder recipe = usual.forSamples(faces).toBuilder();
    optimiser.applyTo(recipe, usual.optimiser());
    recipe.rounding(rounding(usual.rounding())).stops(stops);
    iterations.ifPresent(recipe::iterations);
    batchSize.ifPresent(recipe::batchSize);
    smileWeight.ifPresent(weight -> recipe.smileWeight(weight.weight(faces, smiles)));
    return recipe.build();
  }

  private Recipe.Rounding rounding(Recipe.Rounding usual) {
    if (rounding.orElse(usual.share() > 0)) {
      return new Recipe.Rounding(
          weightBits.orElse(usual.weightBits()), Recipe.Rounding.USUAL_SHARE);
    }
    return new Recipe.Rounding(weightBits.orElse(BITS_AFTER_TRAINING), 0);
  }
}
