package smilet.trainer.descent;

/**
 * How much of a run is done and how long it took. The share that is done is that of the iterations
 * or that of the time budget, whichever is larger, so that the learning rate falls and rounding
 * begins while there is time.
 */
final class RunProgress {
  /** Sums of shares may be less than a whole by this much. */
  private static final double TOLERANCE = 1e-9;

  private final Recipe recipe;
  private final Stopwatch stopwatch;
  private long wallStart;
  private long cpuStart;

  /** The share of the run that was skipped. */
  private double skipped;

  RunProgress(Recipe recipe, Stopwatch stopwatch) {
    this.recipe = recipe;
    this.stopwatch = stopwatch;
  }

  /** Starts the clock. */
  void start() {
    wallStart = stopwatch.wallNanos();
    cpuStart = stopwatch.cpuNanos();
  }

  /** The share of the run that is done after some iterations, 0 to 1. */
  double after(double iterations) {
    double progress = iterations / recipe.iterations() + skipped;
    for (StoppingRule rule : recipe.stops()) {
      if (rule instanceof StoppingRule.TimeBudget time) {
        progress = Math.max(progress, wallSeconds() / seconds(time));
      }
    }
    return progress > 1 - TOLERANCE ? 1 : progress;
  }

  /** Whether the next iteration belongs to the part that is trained with rounding. */
  boolean inRounding(int iterationsDone) {
    return recipe.rounding().share() > 0 && after(iterationsDone) >= roundingBegins();
  }

  /** Skips what is left before the part that is trained with rounding; false if nothing is. */
  boolean skipToRounding(int iterationsDone) {
    if (recipe.rounding().share() == 0 || inRounding(iterationsDone)) {
      return false;
    }
    skipped += roundingBegins() - after(iterationsDone);
    return true;
  }

  private double roundingBegins() {
    return 1 - recipe.rounding().share() - TOLERANCE;
  }

  boolean usedUp(StoppingRule.TimeBudget time) {
    return wallSeconds() >= seconds(time);
  }

  double wallSeconds() {
    return (stopwatch.wallNanos() - wallStart) * 1e-9;
  }

  double cpuSeconds() {
    return (stopwatch.cpuNanos() - cpuStart) * 1e-9;
  }

  private static double seconds(StoppingRule.TimeBudget time) {
    return time.budget().toNanos() * 1e-9;
  }
}
