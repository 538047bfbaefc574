package smilet.trainer.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.trainer.data.Augmentation;
import smilet.trainer.descent.Recipe;
import smilet.trainer.network.Architecture;
import smilet.trainer.quantise.ThresholdChoice;

/**
 * What a user asks of a training. What is empty is chosen when the data is known, see {@link
 * #plan}.
 *
 * @param network which network
 * @param descent how it is trained
 * @param augmented whether training varies the faces
 * @param heldOutShare about what share of the people to hold out, 0 to below 1
 * @param thresholds how percentages become decisions
 * @param threads 1 or more; all processors if empty
 * @param seed decides everything that is left to chance
 */
public record TrainingRequest(
    NetworkRequest network,
    DescentRequest descent,
    Optional<Boolean> augmented,
    double heldOutShare,
    ThresholdChoice thresholds,
    Optional<Integer> threads,
    long seed) {

  /**
   * The usual training for a grid.
   *
   * @param heldOutShare 0 to below 1
   */
  public static TrainingRequest usual(Grid grid, double heldOutShare, long seed) {
    return new TrainingRequest(
        new NetworkRequest(grid, Optional.empty(), Optional.empty(), Normalisation.CONTRAST),
        new DescentRequest(
            new OptimiserRequest.AdamW(Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of()),
        Optional.empty(),
        heldOutShare,
        new ThresholdChoice.RoughlyRight(),
        Optional.empty(),
        seed);
  }

  /**
   * The plan for a data set.
   *
   * @param faces how many faces are in the data
   * @param smiles how many of them are smiles, 1 or more
   * @throws IllegalArgumentException if a value is out of range
   */
  public TrainingPlan plan(int faces, int smiles) {
    Architecture architecture = network.architecture();
    TrainingPlan usual = TrainingPlan.usual(architecture, seed);
    Recipe recipe = descent.recipe(usual.recipe(), faces, smiles);
    return new TrainingPlan(
        architecture,
        network.normalisation(),
        augmented.orElse(usual.augmentation().isPresent())
            ? Optional.of(Augmentation.usual(seed))
            : Optional.empty(),
        recipe,
        OptionalDouble.empty(),
        thresholds,
        threads.orElse(usual.threads()));
  }

  /**
   * Which faces are held out.
   *
   * @throws IllegalArgumentException if the share is out of range
   */
  public HoldOut holdOut() {
    return new HoldOut(heldOutShare, seed);
  }
}
