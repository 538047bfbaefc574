package smilet.trainer.finder;

import smilet.trainer.descent.LearningRateSchedule;
import smilet.trainer.descent.Optimiser;
import smilet.trainer.descent.Recipe;
import smilet.trainer.network.Architecture;

/**
 * How a finder is trained, except the pictures.
 *
 * @param architecture the layers of its network, none of them padded
 * @param iterations passes over the faces and the windows, 1 or more
 * @param windows how many windows of backgrounds the network sees per pass
 * @param seed of everything that is left to chance
 * @param threads 1 or more; they change nothing but the time
 */
public record FinderPlan(
    Architecture architecture, int iterations, int windows, long seed, int threads) {
  /** Enough for the mistakes that 200 pictures hold. */
  public static final int USUAL_WINDOWS = 40_000;

  public static final int USUAL_ITERATIONS = 40;

  /** A face counts this many times as much as another window. */
  private static final double FACE_WEIGHT = 2;

  private static final double ROUNDED = 0.3;

  public FinderPlan {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be 1 or more, was " + iterations);
    }
    if (windows < 1) {
      throw new IllegalArgumentException("windows must be 1 or more, were " + windows);
    }
  }

  /** The recipe of the descent. */
  Recipe recipe() {
    return Recipe.forArchitecture(architecture, seed).toBuilder()
        .optimiser(new Optimiser.AdamW(0.008, 1e-4))
        .schedule(LearningRateSchedule.ONE_CYCLE)
        .iterations(iterations)
        .smileWeight(FACE_WEIGHT)
        .rounding(new Recipe.Rounding(4, ROUNDED))
        .build();
  }
}
