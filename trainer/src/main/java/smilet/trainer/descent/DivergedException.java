package smilet.trainer.descent;

import java.util.Locale;
import smilet.shared.error.UserError;

/** The loss grew during training because the steps are too long. */
public final class DivergedException extends UserError {
  private static final long serialVersionUID = 1L;

  private final double suggestedLearningRate;

  DivergedException(int iteration, double learningRate, double suggested) {
    super(
        String.format(
            Locale.ROOT,
            "training diverged in iteration %d with learning rate %s; try %s",
            iteration,
            number(learningRate),
            number(suggested)));
    suggestedLearningRate = suggested;
  }

  public double suggestedLearningRate() {
    return suggestedLearningRate;
  }

  private static String number(double value) {
    return String.valueOf((float) value);
  }
}
