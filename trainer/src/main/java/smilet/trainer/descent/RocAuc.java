package smilet.trainer.descent;

import java.util.Arrays;

/** The area under the ROC curve: the chance that a smile scores above something else. */
public final class RocAuc {
  private RocAuc() {}

  /**
   * Counts pairs of a smile and another; a tie counts half. 0.5 where one of the two is missing.
   *
   * @param scores finite
   * @param smiles one a score
   */
  public static double of(float[] scores, boolean[] smiles) {
    long smileCount = 0;
    // A float's order survives in the upper half, the label rides along in the lowest bit.
    long[] keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToIntBits(scores[i] + 0f); // + 0f turns -0 into 0
      long ordered = bits ^ (bits >> 31 & 0x7fffffff);
      keys[i] = ordered << 1 | (smiles[i] ? 1 : 0);
      smileCount += smiles[i] ? 1 : 0;
    }
    long others = keys.length - smileCount;
    if (smileCount == 0 || others == 0) {
      return 0.5;
    }
    Arrays.sort(keys);
    long below = 0; // others seen so far
    long twice = 0; // pairs in the right order, counted twice
    for (int i = 0; i < keys.length; ) {
      int end = i;
      long smilesHere = 0;
      for (; end < keys.length && keys[end] >> 1 == keys[i] >> 1; end++) {
        smilesHere += keys[end] & 1;
      }
      long othersHere = end - i - smilesHere;
      twice += smilesHere * (2 * below + othersHere);
      below += othersHere;
      i = end;
    }
    return twice / (2.0 * smileCount * others);
  }
}
