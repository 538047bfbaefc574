package smilet.trainer.descent;

import java.util.List;
import smilet.trainer.network.Architecture;

/**
 * Everything that decides how a network is trained, the data aside.
 *
 * @param optimiser how a gradient becomes a step
 * @param schedule how the learning rate goes
 * @param iterations passes over all samples, 1 or more, unless another rule stops the run first
 * @param batchSize samples a step; {@link #FULL_BATCH} for all of them, as in the lecture
 * @param smileWeight how much a smile counts against another sample, above 0
 * @param labelSmoothing how far targets stay from 0 and 1, 0 to below 1: s/2 and 1 - s/2
 * @param normalised whether convolutions are normalised while they learn (batch normalisation)
 * @param rounding how the device's rounding comes into training
 * @param stops what else may stop the run
 * @param seed of the order of samples
 */
public record Recipe(
    Optimiser optimiser,
    Schedule schedule,
    int iterations,
    int batchSize,
    double smileWeight,
    double labelSmoothing,
    boolean normalised,
    Rounding rounding,
    List<StoppingRule> stops,
    long seed) {
  /** All samples in one batch. */
  public static final int FULL_BATCH = Integer.MAX_VALUE;

  /** Views of samples, 360 steps of 128, below which a network has not learned what it can. */
  private static final int LEAST_VIEWS = 360 * 128;

  /**
   * How the device's rounding comes into training.
   *
   * @param weightBits bits a weight, 2 to 8
   * @param share the last part of the iterations that sees the rounding, 0 (none) to 1
   */
  public record Rounding(int weightBits, double share) {
    /** The share that has proved good. */
    public static final double USUAL_SHARE = 0.25;

    public Rounding {
      if (weightBits < 2 || weightBits > 8) {
        throw new IllegalArgumentException("weight bits must be 2 to 8, was " + weightBits);
      }
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("share must be 0 to 1, was " + share);
      }
    }
  }

  public Recipe {
    stops = List.copyOf(stops);
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be 1 or more, was " + iterations);
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size must be 1 or more, was " + batchSize);
    }
    if (!(smileWeight > 0) || smileWeight == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("smile weight must be above 0, was " + smileWeight);
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "label smoothing must be 0 to below 1, was " + labelSmoothing);
    }
  }

  /** The lecture's: plain descent, all samples, gradients summed. */
  public static Recipe lecture(double learningRate, int iterations) {
    return new Recipe(
        new Optimiser.GradientDescent(learningRate, 0, true),
        Schedule.CONSTANT,
        iterations,
        FULL_BATCH,
        1,
        0,
        false,
        new Rounding(8, 0),
        List.of(),
        1);
  }

  /** What has proved good for an architecture. */
  public static Recipe forArchitecture(Architecture architecture, long seed) {
    boolean linear = architecture.convolutions().isEmpty();
    return new Recipe(
        linear ? new Optimiser.AdamW(0.03, 0) : new Optimiser.AdamW(0.012, 1e-4),
        Schedule.ONE_CYCLE,
        linear ? 300 : 60,
        linear ? FULL_BATCH : 128,
        1,
        linear ? 0 : 0.04,
        !linear,
        linear ? new Rounding(8, 0) : new Rounding(4, Rounding.USUAL_SHARE),
        List.of(),
        seed);
  }

  /**
   * The same with iterations enough for a small data set. A network learns by steps, and passes
   * over few samples are few steps: they are seen the more often.
   */
  public Recipe forSamples(int samples) {
    return normalised
        ? withIterations(Math.max(iterations, Math.ceilDiv(LEAST_VIEWS, samples)))
        : this;
  }

  public Recipe withOptimiser(Optimiser other) {
    return new Recipe(
        other,
        schedule,
        iterations,
        batchSize,
        smileWeight,
        labelSmoothing,
        normalised,
        rounding,
        stops,
        seed);
  }

  public Recipe withSchedule(Schedule other) {
    return new Recipe(
        optimiser,
        other,
        iterations,
        batchSize,
        smileWeight,
        labelSmoothing,
        normalised,
        rounding,
        stops,
        seed);
  }

  public Recipe withIterations(int other) {
    return new Recipe(
        optimiser,
        schedule,
        other,
        batchSize,
        smileWeight,
        labelSmoothing,
        normalised,
        rounding,
        stops,
        seed);
  }

  public Recipe withBatchSize(int other) {
    return new Recipe(
        optimiser,
        schedule,
        iterations,
        other,
        smileWeight,
        labelSmoothing,
        normalised,
        rounding,
        stops,
        seed);
  }

  public Recipe withSmileWeight(double other) {
    return new Recipe(
        optimiser,
        schedule,
        iterations,
        batchSize,
        other,
        labelSmoothing,
        normalised,
        rounding,
        stops,
        seed);
  }

  public Recipe withLabelSmoothing(double other) {
    return new Recipe(
        optimiser,
        schedule,
        iterations,
        batchSize,
        smileWeight,
        other,
        normalised,
        rounding,
        stops,
        seed);
  }

  public Recipe withNormalised(boolean other) {
    return new Recipe(
        optimiser,
        schedule,
        iterations,
        batchSize,
        smileWeight,
        labelSmoothing,
        other,
        rounding,
        stops,
        seed);
  }

  public Recipe withRounding(Rounding other) {
    return new Recipe(
        optimiser,
        schedule,
        iterations,
        batchSize,
        smileWeight,
        labelSmoothing,
        normalised,
        other,
        stops,
        seed);
  }

  public Recipe withStops(List<StoppingRule> other) {
    return new Recipe(
        optimiser,
        schedule,
        iterations,
        batchSize,
        smileWeight,
        labelSmoothing,
        normalised,
        rounding,
        other,
        seed);
  }
}
