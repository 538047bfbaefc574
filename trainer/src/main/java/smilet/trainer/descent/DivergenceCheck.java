package smilet.trainer.descent;

/** Ends a run whose loss has grown so much that it will not fall again. */
final class DivergenceCheck {
  /** The factor by which the loss may exceed that of the first iteration or of 50 % for all. */
  private static final double FACTOR = 5;

  /** The loss of a network that answers 50 % to every sample: -ln 0.5. */
  private static final double LOSS_OF_ONE_HALF = StrictMath.log(2);

  private final double learningRate;
  private double largestLoss;

  DivergenceCheck(Recipe recipe) {
    learningRate = recipe.optimiser().learningRate();
    largestLoss = FACTOR * LOSS_OF_ONE_HALF * Math.max(1, recipe.smileWeight());
  }

  /** Takes the mean loss of the first iteration as a measure for all that follow. */
  void firstIteration(double meanLoss) {
    largestLoss = Math.max(largestLoss, FACTOR * meanLoss);
  }

  /**
   * Checks the mean loss of a batch. In the first iteration any finite loss is accepted.
   *
   * @throws DivergedException if it is too large
   */
  void check(int iteration, double meanLoss) {
    if (!(meanLoss <= largestLoss) && (iteration > 1 || !Double.isFinite(meanLoss))) {
      throw new DivergedException(iteration, learningRate, learningRate / 10);
    }
  }
}
