package smilet.trainer.descent;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides when a run ends and says which rule ended it. */
final class StopDecision {
  private final List<StoppingRule> rules;
  private final StoppingRule plannedEnd;
  private final RunProgress progress;
  private final boolean oneBatch;
  private final boolean hasHeldOut;
  private volatile boolean interrupted;

  /** The rule that ended the part without rounding early, if one did. */
  private Optional<StoppingRule> skippedToRounding = Optional.empty();

  /**
   * @param oneBatch whether an iteration is a single batch
   * @param hasHeldOut whether there is a held-out part on which networks can be compared
   */
  StopDecision(Recipe recipe, RunProgress progress, boolean oneBatch, boolean hasHeldOut) {
    this.rules = recipe.stops();
    this.plannedEnd = new StoppingRule.Iterations(recipe.iterations());
    this.progress = progress;
    this.oneBatch = oneBatch;
    this.hasHeldOut = hasHeldOut;
  }

  /** Asks for the end of the run before the next batch; may come from another thread. */
  void interrupt() {
    interrupted = true;
  }

  /** Whether the run is to end with the best weights on the held-out part, not with the last. */
  boolean keepsBest() {
    return first(StoppingRule.NoGain.class::isInstance).isPresent();
  }

  /**
   * Asks before each batch. The first iteration is completed even if the time is used up: the
   * network must have learned from every sample at least once.
   */
  Optional<StoppingRule> beforeBatch(int iteration) {
    if (interrupted) {
      return Optional.of(new StoppingRule.Interrupted());
    }
    return iteration == 1 ? Optional.empty() : timeUsedUp();
  }

  /**
   * Asks between a gradient and its step. If the batch holds all samples, its score is that of the
   * present weights; if they are good enough, no step must change them.
   */
  Optional<StoppingRule> beforeStep(BatchScore score) {
    return oneBatch ? goodEnough(score) : Optional.empty();
  }

  /**
   * Asks after each iteration.
   *
   * @param score over all batches of the iteration
   * @param bestIteration the one with the best network on the held-out part, 0 if there is none
   */
  Optional<StoppingRule> afterIteration(int iteration, BatchScore score, int bestIteration) {
    Optional<StoppingRule> stop =
        first(
            rule ->
                switch (rule) {
                  case StoppingRule.Iterations most -> iteration >= most.count();
                  case StoppingRule.NoGain patience ->
                      hasHeldOut && iteration - bestIteration >= patience.iterations();
                  case StoppingRule.TimeBudget time -> progress.usedUp(time);
                  case StoppingRule.EverythingRoughlyRight _,
                      StoppingRule.AverageError _,
                      StoppingRule.Interrupted _ ->
                      false;
                });
    if (stop.isEmpty() && !oneBatch) {
      stop = goodEnough(score);
    }
    // The part with rounding makes its own gains: a part without gain before it ends only itself.
    if (stop.isPresent()
        && stop.get() instanceof StoppingRule.NoGain
        && progress.skipToRounding(iteration)) {
      skippedToRounding = stop;
      stop = Optional.empty();
    }
    if (stop.isEmpty() && progress.after(iteration) >= 1) {
      return Optional.of(skippedToRounding.or(this::timeUsedUp).orElse(plannedEnd));
    }
    return stop;
  }

  private Optional<StoppingRule> goodEnough(BatchScore score) {
    return first(
        rule ->
            switch (rule) {
              case StoppingRule.EverythingRoughlyRight _ -> score.roughlyRight() == score.samples();
              case StoppingRule.AverageError target -> score.averageError() <= target.points();
              case StoppingRule.Iterations _,
                  StoppingRule.NoGain _,
                  StoppingRule.TimeBudget _,
                  StoppingRule.Interrupted _ ->
                  false;
            });
  }

  private Optional<StoppingRule> timeUsedUp() {
    return first(rule -> rule instanceof StoppingRule.TimeBudget time && progress.usedUp(time));
  }

  private Optional<StoppingRule> first(Predicate<StoppingRule> applies) {
    return rules.stream().filter(applies).findFirst();
  }
}
