package smilet.trainer.pipeline;

import java.util.Optional;
import smilet.trainer.descent.Optimiser;
import smilet.trainer.descent.Recipe;
import smilet.trainer.descent.Schedule;

/** Which optimiser to train with. What is empty is taken from the usual recipe. */
public sealed interface OptimiserRequest {
  /** The usual recipe with this optimiser in it. */
  Recipe applyTo(Recipe usual);

  /**
   * AdamW with the usual schedule.
   *
   * @param learningRate above 0
   * @param weightDecay 0 or more
   */
  record AdamW(Optional<Double> learningRate, Optional<Double> weightDecay)
      implements OptimiserRequest {
    @Override
    public Recipe applyTo(Recipe usual) {
      return usual.withOptimiser(
          switch (usual.optimiser()) {
            case Optimiser.AdamW adam ->
                new Optimiser.AdamW(
                    learningRate.orElse(adam.learningRate()),
                    weightDecay.orElse(adam.weightDecay()),
                    adam.meanDecay(),
                    adam.squareDecay());
            case Optimiser.GradientDescent descent ->
                new Optimiser.AdamW(
                    learningRate.orElse(descent.learningRate()), weightDecay.orElse(0.0));
          });
    }
  }

  /**
   * Gradient descent as in the lecture, with a constant learning rate.
   *
   * @param learningRate above 0
   * @param momentum 0 to below 1
   */
  record GradientDescent(Optional<Double> learningRate, double momentum)
      implements OptimiserRequest {
    private static final double USUAL_LEARNING_RATE = 0.5;

    @Override
    public Recipe applyTo(Recipe usual) {
      return usual
          .withOptimiser(
              new Optimiser.GradientDescent(
                  learningRate.orElse(USUAL_LEARNING_RATE), momentum, false))
          .withSchedule(Schedule.CONSTANT);
    }
  }
}
