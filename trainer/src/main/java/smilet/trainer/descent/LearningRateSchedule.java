package smilet.trainer.descent;

/** How the learning rate changes during a run. */
public enum LearningRateSchedule {
  /** Always the same. */
  CONSTANT {
    @Override
    double factor(double progress) {
      return 1;
    }
  },

  /**
   * One cycle (Smith 2018): a linear rise over the first fifth of the run, then half a cosine down
   * to a thousandth.
   */
  ONE_CYCLE {
    @Override
    double factor(double progress) {
      if (progress < RISE) {
        return Math.max(FLOOR, progress / RISE);
      }
      return Math.max(FLOOR, 0.5 * (1 + StrictMath.cos(Math.PI * (progress - RISE) / (1 - RISE))));
    }
  };

  private static final double RISE = 0.2;
  private static final double FLOOR = 1e-3;

  /**
   * The factor by which the learning rate is multiplied.
   *
   * @param progress share of the run that is done, 0 to 1
   */
  abstract double factor(double progress);
}
