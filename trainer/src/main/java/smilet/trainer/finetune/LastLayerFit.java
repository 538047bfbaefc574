package smilet.trainer.finetune;

import smilet.trainer.score.Logistic;

/**
 * Fits a change of the last layer by logistic regression. With inputs x, the logit that the model
 * gives now z and the change (d, c), it minimises
 *
 * <pre>  sum over the examples of weight · log(1 + exp(-y · (z + d·x + c)))
 *     + STIFFNESS / 2 · |d|² + BIAS_STIFFNESS / 2 · c²,      y = 1 for a smile, -1 otherwise
 * </pre>
 *
 * which is convex, so there is one answer. The two squares pull the layer towards what it was: they
 * are a normal distribution of what people need, centred at the model (maximum a posteriori).
 * Newton's method finds the minimum, and conjugate gradients each of its steps.
 */
final class LastLayerFit {
  /**
   * How strongly the weights are pulled, for inputs with a root mean square of 1. Chosen on the
   * first half of the people of {@code smilet personal}: 30 to 300 give the same within .002.
   */
  static final double STIFFNESS = 100;

  /** How strongly the bias is pulled. People differ more in it than in weights. */
  static final double BIAS_STIFFNESS = 0.03;

  private static final int MAX_STEPS = 50;
  private static final double SMALL_GRADIENT = 1e-7;
  private static final double SMALL_RESIDUAL = 1e-10;

  private final double[][] inputs;
  private final double[] logits;
  private final boolean[] smiles;
  private final double[] weights;
  private final int size;

  /**
   * @param inputs per example one value per weight of the layer
   * @param logits what the model gives now, one per example
   * @param smiles the labels
   * @param weights how much each example counts, above 0
   */
  LastLayerFit(double[][] inputs, double[] logits, boolean[] smiles, double[] weights) {
    this.inputs = inputs;
    this.logits = logits;
    this.smiles = smiles;
    this.weights = weights;
    this.size = inputs[0].length + 1;
  }

  /** The change: one value per weight, and last that of the bias. */
  double[] solve() {
    double[] change = new double[size];
    double loss = loss(change);
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] curvature = new double[inputs.length];
      double[] gradient = gradient(change, curvature);
      if (largest(gradient) < SMALL_GRADIENT) {
        break;
      }
      double[] direction = newtonStep(gradient, curvature);
      double length = 1;
      double[] next = moved(change, direction, length);
      double nextLoss = loss(next);
      while (nextLoss > loss && length > 1e-9) {
        length /= 2;
        next = moved(change, direction, length);
        nextLoss = loss(next);
      }
      if (nextLoss >= loss) {
        break; // as near as doubles allow
      }
      change = next;
      loss = nextLoss;
    }
    return change;
  }

  private static double stiffness(int index, int size) {
    return index == size - 1 ? BIAS_STIFFNESS : STIFFNESS;
  }

  private double logit(double[] change, int example) {
    double[] x = inputs[example];
    double sum = logits[example] + change[size - 1];
    for (int i = 0; i < x.length; i++) {
      sum += change[i] * x[i];
    }
    return sum;
  }

  private double loss(double[] change) {
    double sum = 0;
    for (int e = 0; e < inputs.length; e++) {
      sum += weights[e] * Logistic.loss(logit(change, e), smiles[e] ? 1 : 0);
    }
    for (int i = 0; i < size; i++) {
      sum += stiffness(i, size) / 2 * change[i] * change[i];
    }
    return sum;
  }

  /**
   * The gradient.
   *
   * @param curvature receives the second derivative by the logit of each example
   */
  private double[] gradient(double[] change, double[] curvature) {
    double[] gradient = new double[size];
    for (int e = 0; e < inputs.length; e++) {
      double probability = Logistic.probability(logit(change, e));
      curvature[e] = weights[e] * probability * (1 - probability);
      double error = weights[e] * (probability - (smiles[e] ? 1 : 0));
      addScaled(gradient, e, error);
    }
    for (int i = 0; i < size; i++) {
      gradient[i] += stiffness(i, size) * change[i];
    }
    return gradient;
  }

  private void addScaled(double[] to, int example, double factor) {
    double[] x = inputs[example];
    for (int i = 0; i < x.length; i++) {
      to[i] += factor * x[i];
    }
    to[size - 1] += factor;
  }

  /** Solves Hessian · step = -gradient by conjugate gradients. */
  private double[] newtonStep(double[] gradient, double[] curvature) {
    double[] step = new double[size];
    double[] residual = new double[size];
    for (int i = 0; i < size; i++) {
      residual[i] = -gradient[i];
    }
    double[] direction = residual.clone();
    double squared = dot(residual, residual);
    double enough = SMALL_RESIDUAL * squared;
    for (int k = 0; k < 2 * size && squared > enough; k++) {
      double[] image = hessian(direction, curvature);
      double length = squared / dot(direction, image);
      for (int i = 0; i < size; i++) {
        step[i] += length * direction[i];
        residual[i] -= length * image[i];
      }
      double next = dot(residual, residual);
      for (int i = 0; i < size; i++) {
        direction[i] = residual[i] + next / squared * direction[i];
      }
      squared = next;
    }
    return step;
  }

  private double[] hessian(double[] vector, double[] curvature) {
    double[] image = new double[size];
    for (int e = 0; e < inputs.length; e++) {
      double[] x = inputs[e];
      double along = vector[size - 1];
      for (int i = 0; i < x.length; i++) {
        along += vector[i] * x[i];
      }
      addScaled(image, e, curvature[e] * along);
    }
    for (int i = 0; i < size; i++) {
      image[i] += stiffness(i, size) * vector[i];
    }
    return image;
  }

  private static double[] moved(double[] from, double[] direction, double length) {
    double[] to = from.clone();
    for (int i = 0; i < to.length; i++) {
      to[i] += length * direction[i];
    }
    return to;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
