package smilet.trainer.descent;

import java.time.Duration;

/** Why a run ends: the first rule that applies. */
public sealed interface StoppingRule {
  /** The rule as it reads after "stopped: ". */
  String description();

  /**
   * So many passes over all samples.
   *
   * @param count 1 or more
   */
  record Iterations(int count) implements StoppingRule {
    public Iterations {
      requirePositive("iterations", count);
    }

    @Override
    public String description() {
      return "%d iterations done".formatted(count);
    }
  }

  /** Every sample of the training data is within 10 points of right: good enough in industry. */
  record EverythingRoughlyRight() implements StoppingRule {
    @Override
    public String description() {
      return "everything roughly right";
    }
  }

  /**
   * The average error over the training data is small enough.
   *
   * @param points percentage points, above 0
   */
  record AverageError(double points) implements StoppingRule {
    public AverageError {
      if (!(points > 0)) {
        throw new IllegalArgumentException("average error must be above 0 points, was " + points);
      }
    }

    @Override
    public String description() {
      return "average error at most %s points".formatted(points);
    }
  }

  /**
   * The held-out part gained nothing for so long; the best weights are kept.
   *
   * @param iterations 1 or more
   */
  record NoGain(int iterations) implements StoppingRule {
    public NoGain {
      requirePositive("iterations without gain", iterations);
    }

    @Override
    public String description() {
      return "no gain on the held-out part for %d iterations".formatted(iterations);
    }
  }

  /**
   * The time is used up.
   *
   * @param budget above 0
   */
  record TimeBudget(Duration budget) implements StoppingRule {
    public TimeBudget {
      if (budget.isNegative() || budget.isZero()) {
        throw new IllegalArgumentException("time budget must be above 0, was " + budget);
      }
    }

    @Override
    public String description() {
      return "time budget of %.0f s used up".formatted(budget.toMillis() / 1000.0);
    }
  }

  /** Somebody asked for it. */
  record Interrupted() implements StoppingRule {
    @Override
    public String description() {
      return "interrupted";
    }
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be 1 or more, was " + value);
    }
  }
}
