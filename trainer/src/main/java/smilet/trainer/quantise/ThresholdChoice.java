package smilet.trainer.quantise;

import java.io.Serializable;
import java.util.Arrays;
import smilet.shared.fixed.Q15;
import smilet.shared.model.Thresholds;

/** How the thresholds of a model are chosen. */
public sealed interface ThresholdChoice extends Serializable {
  /**
   * Chooses.
   *
   * @param probabilitiesQ15 of samples that were not trained on, 0 to {@link Q15#ONE}
   * @param smiles the labels, one per probability
   */
  Thresholds choose(int[] probabilitiesQ15, boolean[] smiles);

  /** The thresholds of the lecture: 90 % and 10 %. */
  record RoughlyRight() implements ThresholdChoice {
    @Override
    public Thresholds choose(int[] probabilitiesQ15, boolean[] smiles) {
      return Thresholds.ROUGHLY_RIGHT;
    }
  }

  /**
   * As many decisions as possible while at least a given share of them is right: a smile from the
   * lowest percentage with that precision upwards, not a smile from the highest one downwards. If
   * no percentage reaches the precision, the threshold is that of {@link Thresholds#ROUGHLY_RIGHT}.
   *
   * @param precision above 0, at most 1
   */
  record TargetPrecision(double precision) implements ThresholdChoice {
    public TargetPrecision {
      if (!(precision > 0 && precision <= 1)) {
        throw new IllegalArgumentException("precision must be above 0 to 1, was " + precision);
      }
    }

    @Override
    public Thresholds choose(int[] probabilitiesQ15, boolean[] smiles) {
      int[] mirrored = Arrays.stream(probabilitiesQ15).map(p -> Q15.ONE - p).toArray();
      boolean[] others = new boolean[smiles.length];
      for (int i = 0; i < others.length; i++) {
        others[i] = !smiles[i];
      }
      int smile = lowest(probabilitiesQ15, smiles, Thresholds.ROUGHLY_RIGHT.smileQ15());
      int notSmile =
          Q15.ONE - lowest(mirrored, others, Q15.ONE - Thresholds.ROUGHLY_RIGHT.notSmileQ15());
      // If both decisions are precise enough for the same percentage, the middle separates them.
      if (notSmile >= smile) {
        smile = Math.clamp((smile + notSmile) / 2, 1, Q15.ONE);
        notSmile = smile - 1;
      }
      return new Thresholds(smile, notSmile);
    }

    private int lowest(int[] probabilitiesQ15, boolean[] right, int otherwise) {
      DescendingThreshold threshold = new DescendingThreshold(probabilitiesQ15, right);
      int lowest = otherwise;
      while (threshold.lower()) {
        if (threshold.right() >= precision * threshold.count()) {
          lowest = threshold.valueQ15();
        }
      }
      return lowest;
    }
  }

  /** The one percentage with the best F1 for smiles: every frame is decided. */
  record BestF1() implements ThresholdChoice {
    @Override
    public Thresholds choose(int[] probabilitiesQ15, boolean[] smiles) {
      int smileCount = 0;
      for (boolean smile : smiles) {
        smileCount += smile ? 1 : 0;
      }
      DescendingThreshold threshold = new DescendingThreshold(probabilitiesQ15, smiles);
      int best = Q15.HALF;
      double bestF1 = 0;
      while (threshold.lower()) {
        double f1 = 2.0 * threshold.right() / (threshold.count() + smileCount);
        if (f1 > bestF1) {
          bestF1 = f1;
          best = threshold.valueQ15();
        }
      }
      return new Thresholds(best, best - 1);
    }
  }
}
