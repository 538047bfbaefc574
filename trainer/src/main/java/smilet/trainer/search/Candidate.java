package smilet.trainer.search;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.trainer.descent.Recipe;
import smilet.trainer.pipeline.DescentRequest;
import smilet.trainer.pipeline.HoldOut;
import smilet.trainer.pipeline.NetworkRequest;
import smilet.trainer.pipeline.OptimiserRequest;
import smilet.trainer.pipeline.TrainingPlan;
import smilet.trainer.pipeline.TrainingRequest;
import smilet.trainer.quantise.ThresholdChoice;

/**
 * A network and how it is trained.
 *
 * @param grid the model's pixel grid
 * @param network the layers, as {@code smilet train --network} takes them
 * @param weightBits bits per weight, 2 to 8
 * @param iterations passes over all faces in a whole training
 * @param batchSize faces per step, {@link Recipe#FULL_BATCH} for all
 * @param learningRate of AdamW
 * @param weightDecay of AdamW
 */
public record Candidate(
    Grid grid,
    String network,
    int weightBits,
    int iterations,
    int batchSize,
    double learningRate,
    double weightDecay) {
  /** The share of the people whom percentages and thresholds are fitted to. */
  private static final double HELD_OUT = 0.1;

  /** Which people those are. */
  static HoldOut heldOut(long seed) {
    return new HoldOut(HELD_OUT, seed);
  }

  /**
   * The plan of a training.
   *
   * @param share how much of a whole training, above 0 to 1
   */
  TrainingPlan plan(double share, long seed) {
    DescentRequest descent =
        new DescentRequest(
            new OptimiserRequest.AdamW(Optional.of(learningRate), Optional.of(weightDecay)),
            Optional.of(iterations(share)),
            Optional.of(batchSize),
            Optional.empty(),
            Optional.empty(),
            Optional.of(weightBits),
            List.of());
    return new TrainingRequest(
            new NetworkRequest(
                grid, Optional.of(network), Optional.empty(), Normalisation.CONTRAST),
            descent,
            Optional.empty(),
            HELD_OUT,
            new ThresholdChoice.RoughlyRight(),
            Optional.of(1),
            seed)
        .plan(2, 1); // every smile counts the same, so the numbers of faces do not matter
  }

  private int iterations(double share) {
    return (int) Math.max(1, Math.round(iterations * share));
  }

  /** Multiply-adds of the model for one frame. */
  public long multiplyAdds() {
    return plan(1, 1).architecture().multiplyAdds();
  }

  /** The work of a training on one fold, in multiply-adds per face. */
  double work(double share) {
    return (double) multiplyAdds() * iterations(share);
  }

  /** The options of {@code smilet train} that train this candidate. */
  public String options() {
    return String.format(
        Locale.ROOT,
        "--grid %s --network %s --weight-bits %d --iterations %d --batch %s --learning-rate %s"
            + " --weight-decay %s",
        grid,
        network,
        weightBits,
        iterations,
        batchSize == Recipe.FULL_BATCH ? "all" : String.valueOf(batchSize),
        learningRate,
        weightDecay);
  }
}
