package smilet.trainer.evaluate;

import java.util.ArrayList;
import java.util.List;
import smilet.shared.fixed.Q15;
import smilet.trainer.score.Histogram;

/**
 * How well percentages match the shares of smiles: of the frames with about 90 %, about nine in ten
 * should be smiles.
 *
 * @param bins ten bins of equal width, from 0 to 100 %; a bin may be empty
 */
public record Reliability(List<Bin> bins) {
  private static final int BINS = 10;

  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * The frames whose percentage lies in a range.
   *
   * @param from its lower end, 0 to 1
   * @param to its upper end, 0 to 1
   * @param frames how many
   * @param meanProbability their mean probability, 0 to 1
   * @param smileShare the share of smiles among them, 0 to 1
   */
  public record Bin(
      double from, double to, int frames, double meanProbability, double smileShare) {}

  public static Reliability of(Predictions predictions) {
    Histogram frames = new Histogram(BINS);
    Histogram smiles = new Histogram(BINS);
    long[] sums = new long[BINS];
    for (int i = 0; i < predictions.count(); i++) {
      int probabilityQ15 = predictions.probabilityQ15(i);
      int bin = Math.min(BINS - 1, (probabilityQ15 * BINS) >> Q15.BITS);
      frames.add(bin);
      sums[bin] += probabilityQ15;
      if (predictions.smiles()[i]) {
        smiles.add(bin);
      }
    }
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      double each = Math.max(1, frames.count(b));
      bins.add(
          new Bin(
              (double) b / BINS,
              (b + 1.0) / BINS,
              (int) frames.count(b),
              sums[b] / each / Q15.ONE,
              smiles.count(b) / each));
    }
    return new Reliability(bins);
  }

  /**
   * The expected calibration error: the distance between the probability and the share of smiles,
   * averaged over the frames, 0 to 1 (Guo et al. 2017, with ten bins).
   */
  public double expectedError() {
    double sum = 0;
    int frames = 0;
    for (Bin bin : bins) {
      sum += bin.frames() * Math.abs(bin.meanProbability() - bin.smileShare());
      frames += bin.frames();
    }
    return frames == 0 ? 0 : sum / frames;
  }
}
