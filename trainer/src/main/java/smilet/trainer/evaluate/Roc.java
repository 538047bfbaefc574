package smilet.trainer.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The receiver operating characteristic: for every threshold there could be, how many of the others
 * are called smiles and how many of the smiles are.
 *
 * @param points from (0, 0) to (1, 1), one for each different logit and a first one
 */
public record Roc(List<Point> points) {
  public Roc {
    points = List.copyOf(points);
  }

  /**
   * One threshold.
   *
   * @param falsePositives share of the others called smiles
   * @param truePositives share of the smiles called smiles
   */
  public record Point(double falsePositives, double truePositives) {}

  /** Needs faces of both classes. */
  public static Roc of(Predictions predictions) {
    long[] sorted = sortedWithLabels(predictions);
    int smiles = 0;
    for (boolean smile : predictions.smiles()) {
      smiles += smile ? 1 : 0;
    }
    int others = sorted.length - smiles;
    if (smiles == 0 || others == 0) {
      throw new IllegalArgumentException(
          "needs smiles and others, were %d and %d".formatted(smiles, others));
    }
    List<Point> points = new ArrayList<>();
    points.add(new Point(0, 0));
    int hits = 0;
    int misses = 0;
    for (int i = sorted.length - 1; i >= 0; i--) {
      hits += (int) (sorted[i] & 1);
      misses += (int) (~sorted[i] & 1);
      // Ties are one point: no threshold parts equal logits.
      if (i == 0 || sorted[i] >> 1 != sorted[i - 1] >> 1) {
        points.add(new Point((double) misses / others, (double) hits / smiles));
      }
    }
    return new Roc(points);
  }

  /**
   * The area under the curve: the chance that a smile gets a higher logit than something else, a
   * tie counted half.
   */
  public double area() {
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      area +=
          (b.falsePositives() - a.falsePositives()) * (a.truePositives() + b.truePositives()) / 2;
    }
    return area;
  }

  /** Logits in rising order, each shifted by one for its label: 1 is a smile. */
  private static long[] sortedWithLabels(Predictions predictions) {
    long[] keys = new long[predictions.count()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ((long) predictions.logitsQ16()[i] << 1) + (predictions.smiles()[i] ? 1 : 0);
    }
    Arrays.sort(keys);
    return keys;
  }
}
