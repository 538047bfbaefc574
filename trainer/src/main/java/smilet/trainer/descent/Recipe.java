package smilet.trainer.descent;

import java.io.Serializable;
import java.util.List;
import smilet.trainer.network.Architecture;

/**
 * Everything that decides how a network is trained, except the data.
 *
 * @param optimiser how a gradient becomes a step
 * @param schedule how the learning rate changes during the run
 * @param iterations passes over all samples, 1 or more, unless another rule stops the run first
 * @param batchSize samples per step; {@link #FULL_BATCH} for all of them, as in the lecture
 * @param smileWeight how many times as much as another sample a smile counts, above 0
 * @param labelSmoothing s, 0 to below 1: a target t becomes t (1 - s) + s/2
 * @param normalised whether convolutions are normalised during training (batch normalisation)
 * @param rounding how training imitates the rounding of the device
 * @param stops what may stop the run before all iterations are done
 * @param seed of the order of samples
 */
public record Recipe(
    Optimiser optimiser,
    LearningRateSchedule schedule,
    int iterations,
    int batchSize,
    double smileWeight,
    double labelSmoothing,
    boolean normalised,
    Rounding rounding,
    List<StoppingRule> stops,
    long seed)
    implements Serializable {
  /** All samples in one batch. */
  public static final int FULL_BATCH = Integer.MAX_VALUE;

  /** A network that saw fewer samples than this, 360 steps of 128, can still learn more. */
  private static final int LEAST_VIEWS = 360 * 128;

  /**
   * How training imitates the rounding of the device.
   *
   * @param weightBits bits per weight, 2 to 8
   * @param share the last part of the iterations, which is trained with rounding, 0 (none) to 1
   */
  public record Rounding(int weightBits, double share) implements Serializable {
    /** The share that worked best in our measurements. */
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

  /** The recipe of the lecture: plain descent, all samples in one batch, gradients summed. */
  public static Recipe lecture(double learningRate, int iterations) {
    return new Recipe(
        new Optimiser.GradientDescent(learningRate, 0, true),
        LearningRateSchedule.CONSTANT,
        iterations,
        FULL_BATCH,
        1,
        0,
        false,
        new Rounding(8, 0),
        List.of(),
        1);
  }

  /** The recipe that worked best for an architecture in our measurements. */
  public static Recipe forArchitecture(Architecture architecture, long seed) {
    boolean linear = architecture.convolutions().isEmpty();
    return new Recipe(
        linear ? new Optimiser.AdamW(0.03, 0) : new Optimiser.AdamW(0.012, 1e-4),
        LearningRateSchedule.ONE_CYCLE,
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
   * The same with enough iterations for a small data set. A network needs a number of steps to
   * learn, and a pass over few samples has few steps, so it takes more passes.
   */
  public Recipe forSamples(int samples) {
    return normalised
        ? toBuilder().iterations(Math.max(iterations, Math.ceilDiv(LEAST_VIEWS, samples))).build()
        : this;
  }

  /** A builder that begins with this recipe. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Changes some parts of a recipe. */
  public static final class Builder {
    private Optimiser optimiser;
    private LearningRateSchedule schedule;
    private int iterations;
    private int batchSize;
    private double smileWeight;
    private final double labelSmoothing;
    private boolean normalised;
    private Rounding rounding;
    private List<StoppingRule> stops;
    private final long seed;

    private Builder(Recipe recipe) {
      optimiser = recipe.optimiser;
      schedule = recipe.schedule;
      iterations = recipe.iterations;
      batchSize = recipe.batchSize;
      smileWeight = recipe.smileWeight;
      labelSmoothing = recipe.labelSmoothing;
      normalised = recipe.normalised;
      rounding = recipe.rounding;
      stops = recipe.stops;
      seed = recipe.seed;
    }

    public Builder optimiser(Optimiser optimiser) {
      this.optimiser = optimiser;
      return this;
    }

    public Builder schedule(LearningRateSchedule schedule) {
      this.schedule = schedule;
      return this;
    }

    public Builder iterations(int iterations) {
      this.iterations = iterations;
      return this;
    }

    public Builder batchSize(int batchSize) {
      this.batchSize = batchSize;
      return this;
    }

    public Builder smileWeight(double smileWeight) {
      this.smileWeight = smileWeight;
      return this;
    }

    public Builder normalised(boolean normalised) {
      this.normalised = normalised;
      return this;
    }

    public Builder rounding(Rounding rounding) {
      this.rounding = rounding;
      return this;
    }

    public Builder stops(StoppingRule... stops) {
      return stops(List.of(stops));
    }

    public Builder stops(List<StoppingRule> stops) {
      this.stops = stops;
      return this;
    }

    /**
     * The changed recipe.
     *
     * @throws IllegalArgumentException if a part is out of its range
     */
    public Recipe build() {
      return new Recipe(
          optimiser,
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
  }
}
