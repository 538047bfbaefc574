package smilet.trainer.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The receiver operating characteristic: for every possible threshold, which share of the other
 * samples and which share of the smiles are called smiles.
 *
 * @param points from (0, 0) to (1, 1): the first, then one per different score
 * @param area the area under the curve (ROC AUC): the chance that a smile has a higher score than
 *     another sample, with a tie counted half
 */
public record RocCurve(List<Point> points, double area) {
  public RocCurve {
    points = List.copyOf(points);
  }

  /**
   * One threshold.
   *
   * @param falsePositives share of the other samples that are called smiles
   * @param truePositives share of the smiles that are called smiles
   */
  public record Point(double falsePositives, double truePositives) {}

  /**
   * Draws the curve.
   *
   * @param smiles the labels, one per score
   * @throws IllegalArgumentException if all labels are the same
   */
  public static RocCurve of(int[] scores, boolean[] smiles) {
    long[] sorted = sortedWithLabels(scores, smiles);
    int smileCount = smileCount(sorted);
    int others = sorted.length - smileCount;
    if (smileCount == 0 || others == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "needs smiles and others, were %d and %d", smileCount, others));
    }
    List<Point> points = new ArrayList<>();
    points.add(new Point(0, 0));
    int hits = 0;
    int misses = 0;
    for (int i = sorted.length - 1; i >= 0; i--) {
      hits += (int) (sorted[i] & 1);
      misses += (int) (~sorted[i] & 1);
      // Equal scores are one point: no threshold separates them.
      if (i == 0 || sorted[i] >> 1 != sorted[i - 1] >> 1) {
        points.add(new Point((double) misses / others, (double) hits / smileCount));
      }
    }
    return new RocCurve(points, area(sorted, smileCount, others));
  }

  /**
   * Only the area, for scores that are floats; 0.5 if all labels are the same.
   *
   * @param scores finite
   * @param smiles the labels, one per score
   */
  public static double area(float[] scores, boolean[] smiles) {
    int[] ordered = new int[scores.length];
    for (int i = 0; i < ordered.length; i++) {
      int bits = Float.floatToIntBits(scores[i] + 0f); // + 0f turns -0 into 0
      ordered[i] = bits ^ (bits >> 31 & 0x7fffffff); // as an int, ordered as the float is
    }
    long[] sorted = sortedWithLabels(ordered, smiles);
    int smileCount = smileCount(sorted);
    int others = sorted.length - smileCount;
    return smileCount == 0 || others == 0 ? 0.5 : area(sorted, smileCount, others);
  }

  private static double area(long[] sorted, int smileCount, int others) {
    long othersBelow = 0;
    long rightPairsTwice = 0; // pairs in the right order count 2, ties 1
    for (int i = 0; i < sorted.length; ) {
      int end = i;
      long smilesHere = 0;
      for (; end < sorted.length && sorted[end] >> 1 == sorted[i] >> 1; end++) {
        smilesHere += sorted[end] & 1;
      }
      long othersHere = end - i - smilesHere;
      rightPairsTwice += smilesHere * (2 * othersBelow + othersHere);
      othersBelow += othersHere;
      i = end;
    }
    return rightPairsTwice / (2.0 * smileCount * others);
  }

  /** Scores in rising order, each shifted left by one; the lowest bit is 1 for a smile. */
  private static long[] sortedWithLabels(int[] scores, boolean[] smiles) {
    long[] keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) scores[i] << 1 | (smiles[i] ? 1 : 0);
    }
    Arrays.sort(keys);
    return keys;
  }

  private static int smileCount(long[] keys) {
    int count = 0;
    for (long key : keys) {
      count += (int) (key & 1);
    }
    return count;
  }
}
