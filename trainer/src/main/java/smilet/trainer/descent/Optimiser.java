package smilet.trainer.descent;

import java.io.Serializable;

/** How a gradient becomes a step. Gradients are means over the batch unless stated otherwise. */
public sealed interface Optimiser extends Serializable {
  double learningRate();

  /**
   * Plain gradient descent, with momentum if wanted: v = momentum · v + g; w -= learningRate · v.
   *
   * @param learningRate above 0
   * @param momentum 0 (as in the lecture) to below 1
   * @param summed whether gradients are summed over the batch, as in the lecture, not averaged
   */
  record GradientDescent(double learningRate, double momentum, boolean summed)
      implements Optimiser {
    public GradientDescent {
      requireLearningRate(learningRate);
      requireShare("momentum", momentum);
    }
  }

  /**
   * AdamW (Loshchilov and Hutter 2019): the step of each weight is divided by the root mean square
   * of its own gradients; weights, but not biases, shrink by learningRate · weightDecay per step.
   *
   * @param learningRate above 0
   * @param weightDecay 0 or more
   * @param meanDecay 0 to below 1, usually 0.9
   * @param squareDecay 0 to below 1, usually 0.99 or 0.999
   */
  record AdamW(double learningRate, double weightDecay, double meanDecay, double squareDecay)
      implements Optimiser {
    public AdamW {
      requireLearningRate(learningRate);
      if (!(weightDecay >= 0) || weightDecay == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("weight decay must be 0 or more, was " + weightDecay);
      }
      requireShare("mean decay", meanDecay);
      requireShare("square decay", squareDecay);
    }

    public AdamW(double learningRate, double weightDecay) {
      this(learningRate, weightDecay, 0.9, 0.99);
    }
  }

  private static void requireLearningRate(double learningRate) {
    if (!(learningRate > 0) || learningRate == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("learning rate must be positive, was " + learningRate);
    }
  }

  private static void requireShare(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(what + " must be 0 to below 1, was " + value);
    }
  }
}
