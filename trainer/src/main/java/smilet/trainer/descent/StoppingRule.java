package smilet.trainer.descent;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;

/** A reason to end a run; the first rule that applies ends it. */
public sealed interface StoppingRule extends Serializable {
  /** The rule as text that follows "stopped: ". Model files contain it, so it must not change. */
  String description();

  /**
   * All iterations are done.
   *
   * @param count 1 or more
   */
  record Iterations(int count) implements StoppingRule {
    public Iterations {
      requirePositive("iterations", count);
    }

    @Override
    public String description() {
      return String.format(Locale.ROOT, "%d iterations done", count);
    }
  }

  /** The percentage of every training sample is within 10 points of its label. */
  record EverythingRoughlyRight() implements StoppingRule {
    @Override
    public String description() {
      return "everything roughly right";
    }
  }

  /**
   * The average error over the training samples is small enough.
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
   * The ROC AUC on the held-out part did not rise for a number of iterations. The run ends with the
   * weights that were best there.
   *
   * @param iterations 1 or more
   */
  record NoGain(int iterations) implements StoppingRule {
    public NoGain {
      requirePositive("iterations without gain", iterations);
    }

    @Override
    public String description() {
      return String.format(
          Locale.ROOT, "no gain on the held-out part for %d iterations", iterations);
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
      return String.format(
          Locale.ROOT, "time budget of %.0f s used up", budget.toMillis() / 1000.0);
    }
  }

  /** {@link Descent#interrupt} was called. */
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
