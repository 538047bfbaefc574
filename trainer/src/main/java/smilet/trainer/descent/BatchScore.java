package smilet.trainer.descent;

/**
 * How well a network answered to some samples.
 *
 * @param samples how many
 * @param lossSum sum of their logistic losses
 * @param errorSum sum of the distances of their probabilities from the labels, 0 to 1 each
 * @param roughlyRight how many are within 10 percentage points of their labels
 */
record BatchScore(int samples, double lossSum, double errorSum, int roughlyRight) {
  static final BatchScore NONE = new BatchScore(0, 0, 0, 0);

  /** The score of these samples and others together. */
  BatchScore plus(BatchScore other) {
    return new BatchScore(
        samples + other.samples,
        lossSum + other.lossSum,
        errorSum + other.errorSum,
        roughlyRight + other.roughlyRight);
  }

  double meanLoss() {
    return lossSum / samples;
  }

  /** The mean distance from the labels, percentage points. */
  double averageError() {
    return 100 * errorSum / samples;
  }
}
