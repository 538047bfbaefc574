package smilet.trainer.quantise;

import java.util.Arrays;
import smilet.shared.model.Thresholds;

/** How a model's thresholds come about. */
public sealed interface ThresholdChoice {
  /**
   * Chooses.
   *
   * @param probabilitiesQ15 of samples that were not trained on, 0 to 32768
   * @param smiles one a probability
   */
  Thresholds choose(int[] probabilitiesQ15, boolean[] smiles);

  /** The lecture's: 90 % and 10 %. */
  record RoughlyRight() implements ThresholdChoice {
    @Override
    public Thresholds choose(int[] probabilitiesQ15, boolean[] smiles) {
      return Thresholds.ROUGHLY_RIGHT;
    }
  }

  /**
   * The most decisions of which so large a share is right: the lowest percentage from which on it
   * holds for smiles, the highest up to which it holds for the rest. {@link
   * Thresholds#ROUGHLY_RIGHT} stands in where no percentage reaches it.
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
      int[] mirrored = Arrays.stream(probabilitiesQ15).map(p -> 32768 - p).toArray();
      boolean[] others = new boolean[smiles.length];
      for (int i = 0; i < others.length; i++) {
        others[i] = !smiles[i];
      }
      int smile = lowest(probabilitiesQ15, smiles, Thresholds.ROUGHLY_RIGHT.smileQ15());
      int notSmile =
          32768 - lowest(mirrored, others, 32768 - Thresholds.ROUGHLY_RIGHT.notSmileQ15());
      // Where both decisions would be good enough for the same percentage, the middle parts them.
      if (notSmile >= smile) {
        smile = Math.clamp((smile + notSmile) / 2, 1, 32768);
        notSmile = smile - 1;
      }
      return new Thresholds(smile, notSmile);
    }

    private int lowest(int[] probabilitiesQ15, boolean[] right, int otherwise) {
      int[] all = new int[32769];
      int[] hits = new int[32769];
      for (int i = 0; i < right.length; i++) {
        all[probabilitiesQ15[i]]++;
        hits[probabilitiesQ15[i]] += right[i] ? 1 : 0;
      }
      int lowest = otherwise;
      long above = 0;
      long hitsAbove = 0;
      for (int p = 32768; p >= 1; p--) {
        above += all[p];
        hitsAbove += hits[p];
        if (all[p] > 0 && hitsAbove >= precision * above) {
          lowest = p;
        }
      }
      return lowest;
    }
  }

  /** The one percentage with the best F1 for smiles: every frame is decided. */
  record BestF1() implements ThresholdChoice {
    @Override
    public Thresholds choose(int[] probabilitiesQ15, boolean[] smiles) {
      int[] all = new int[32769];
      int[] hits = new int[32769];
      int smileCount = 0;
      for (int i = 0; i < smiles.length; i++) {
        all[probabilitiesQ15[i]]++;
        hits[probabilitiesQ15[i]] += smiles[i] ? 1 : 0;
        smileCount += smiles[i] ? 1 : 0;
      }
      int best = 16384;
      double bestF1 = 0;
      long above = 0;
      long hitsAbove = 0;
      for (int p = 32768; p >= 1; p--) {
        above += all[p];
        hitsAbove += hits[p];
        double f1 = above == 0 ? 0 : 2.0 * hitsAbove / (above + smileCount);
        if (f1 > bestF1) {
          bestF1 = f1;
          best = p;
        }
      }
      return new Thresholds(best, best - 1);
    }
  }
}
