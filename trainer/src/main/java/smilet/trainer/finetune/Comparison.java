package smilet.trainer.finetune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import smilet.trainer.data.Dataset;
import smilet.trainer.evaluate.Confusion;
import smilet.trainer.evaluate.Predictions;

/**
 * A model before and after fine-tuning, on frames of the person that neither has learned from.
 *
 * @param frames how many frames
 * @param bursts how many bursts they are of
 * @param before the balanced accuracy of the base model
 * @param after the balanced accuracy of the tuned one
 * @param least with {@code most}: 19 times in 20 the true gain, after minus before, lies in between
 */
public record Comparison(
    int frames, int bursts, double before, double after, double least, double most) {
  private static final int RESAMPLES = 2000;

  /**
   * Compares.
   *
   * @param own the person's frames; each burst is a person of the data set
   * @param before the base model's answers to them, in order
   * @param after the answers of tuned models that did not learn from the burst
   */
  public static Comparison of(Dataset own, Predictions before, Predictions after) {
    List<int[]> bursts = bursts(own);
    double[] gains = new double[RESAMPLES];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < RESAMPLES; i++) {
      int[] drawn = drawn(own, bursts, random);
      gains[i] = accuracy(after, drawn) - accuracy(before, drawn);
    }
    Arrays.sort(gains);
    return new Comparison(
        own.size(),
        bursts.size(),
        accuracy(before, own.indices()),
        accuracy(after, own.indices()),
        gains[RESAMPLES / 40],
        gains[RESAMPLES - 1 - RESAMPLES / 40]);
  }

  /** Whether the tuned model is better on the frames, whatever chance may have done. */
  public boolean better() {
    return after > before;
  }

  /** Whether the gain is above chance. */
  public boolean certain() {
    return least > 0;
  }

  private static double accuracy(Predictions answers, int[] positions) {
    return Confusion.atHalf(answers.only(positions)).balancedAccuracy();
  }

  private static List<int[]> bursts(Dataset own) {
    Map<Integer, List<Integer>> byBurst = new LinkedHashMap<>();
    for (int i = 0; i < own.size(); i++) {
      byBurst.computeIfAbsent(own.person(i), _ -> new ArrayList<>()).add(i);
    }
    return byBurst.values().stream()
        .map(frames -> frames.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  /**
   * Draws as many bursts as there are, with repetition (the bootstrap of Efron 1979): frames of one
   * burst are near copies, so bursts count, not frames.
   */
  private static int[] drawn(Dataset own, List<int[]> bursts, SplittableRandom random) {
    int[] all;
    do {
      List<int[]> chosen = new ArrayList<>();
      for (int i = 0; i < bursts.size(); i++) {
        chosen.add(bursts.get(random.nextInt(bursts.size())));
      }
      all = chosen.stream().flatMapToInt(Arrays::stream).toArray();
    } while (!own.hasBothClasses(all));
    return all;
  }
}
