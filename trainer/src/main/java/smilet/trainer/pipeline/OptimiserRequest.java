package smilet.trainer.pipeline;

import java.util.Optional;
import smilet.trainer.descent.LearningRateSchedule;
import smilet.trainer.descent.Optimiser;
import smilet.trainer.descent.Recipe;

/** Which optimiser to train with. What is empty is taken from the usual recipe. */
public sealed interface OptimiserRequest {
  /**
   * Writes this optimiser into a recipe.
   *
   * @param usual the usual optimiser for the network
   */
  void applyTo(Recipe.Builder recipe, Optimiser usual);

  /**
   * AdamW with the usual schedule.
   *
   * @param learningRate above 0
   * @param weightDecay 0 or more
   */
  record AdamW(Optional<Double> learningRate, Optional<Double> weightDecay)
      implements OptimiserRequest {
    @Override
    public void applyTo(Recipe.Builder recipe, Optimiser usual) {
      recipe.optimiser(
          switch (usual) {
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
    public void applyTo(Recipe.Builder recipe, Optimiser usual) {
      recipe.optimiser(
          new Optimiser.GradientDescent(learningRate.orElse(USUAL_LEARNING_RATE), momentum, false));
      recipe.schedule(LearningRateSchedule.CONSTANT);
    }
  }
}
