package smilet.trainer.descent;

/**
 * An optimiser during a run: its memory of past gradients, and the step. It uses only operations
 * that IEEE 754 rounds exactly, so every machine takes the same step.
 */
final class OptimiserState {
  private static final float EPSILON = 1e-8f;

  private final Optimiser optimiser;
  private final boolean[] decays;
  private final float[] mean;
  private final float[] square;
  private double meanPower = 1;
  private double squarePower = 1;

  /**
   * @param decays which parameters weight decay shrinks
   */
  OptimiserState(Optimiser optimiser, boolean[] decays) {
    this.optimiser = optimiser;
    this.decays = decays;
    this.mean = new float[decays.length];
    this.square = new float[optimiser instanceof Optimiser.AdamW ? decays.length : 0];
  }

  /** Copies the memory of another optimiser for the weights; biases and others begin anew. */
  void remember(OptimiserState other) {
    for (int i = 0; i < Math.min(decays.length, other.decays.length); i++) {
      if (decays[i]) {
        mean[i] = other.mean[i];
        if (square.length > 0) {
          square[i] = other.square[i];
        }
      }
    }
    meanPower = other.meanPower;
    squarePower = other.squarePower;
  }

  /**
   * Changes the parameters by one step against the gradient.
   *
   * @param gradient summed over the batch
   * @param samples in the batch
   * @param rateFactor the factor by which the schedule multiplies the learning rate
   */
  void step(float[] parameters, float[] gradient, int samples, double rateFactor) {
    float rate = (float) (optimiser.learningRate() * rateFactor);
    switch (optimiser) {
      case Optimiser.GradientDescent plain -> {
        float scale = plain.summed() ? 1 : 1f / samples;
        float momentum = (float) plain.momentum();
        for (int i = 0; i < parameters.length; i++) {
          mean[i] = momentum * mean[i] + gradient[i] * scale;
          parameters[i] -= rate * mean[i];
        }
      }
      case Optimiser.AdamW adam -> adamStep(adam, parameters, gradient, 1f / samples, rate);
    }
  }

  private void adamStep(
      Optimiser.AdamW adam, float[] parameters, float[] gradient, float scale, float rate) {
    meanPower *= adam.meanDecay();
    squarePower *= adam.squareDecay();
    float keepMean = (float) adam.meanDecay();
    float keepSquare = (float) adam.squareDecay();
    float addMean = (float) (1 - adam.meanDecay());
    float addSquare = (float) (1 - adam.squareDecay());
    float meanCorrection = (float) (rate / (1 - meanPower));
    float squareCorrection = (float) (1 / (1 - squarePower));
    float shrink = (float) (1 - rate * adam.weightDecay());
    for (int i = 0; i < parameters.length; i++) {
      float g = gradient[i] * scale;
      float m = mean[i] * keepMean + g * addMean;
      float v = square[i] * keepSquare + g * g * addSquare;
      mean[i] = m;
      square[i] = v;
      float kept = decays[i] ? parameters[i] * shrink : parameters[i];
      parameters[i] =
          kept - meanCorrection * m / ((float) Math.sqrt(v * squareCorrection) + EPSILON);
    }
  }
}
