package smilet.trainer.evaluate;

import smilet.shared.frame.Frame;
import smilet.shared.model.Classifier;
import smilet.shared.model.Model;
import smilet.trainer.data.Dataset;

/**
 * Measures how long a model takes per frame on this machine, including resampling and
 * normalisation. It is for comparing models in one run and is not a benchmark.
 */
public final class FrameTime {
  private static final int ROUNDS = 15;
  private static final long ROUND_NANOS = 40_000_000;

  private FrameTime() {}

  /** The mean time per frame of the fastest of several short rounds on the first face. */
  public static double nanosPerFrame(Model model, Dataset data) {
    Frame frame = data.reader().frame(0);
    Classifier classifier = new Classifier(model, frame.format());
    double best = Double.POSITIVE_INFINITY;
    int logits = 0; // the result depends on it, so that no compiler removes the work
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long end = start;
      int frames = 0;
      while (end - start < ROUND_NANOS) {
        for (int i = 0; i < 16; i++, frames++) {
          logits += classifier.classify(frame);
        }
        end = System.nanoTime();
      }
      best = Math.min(best, (double) (end - start) / frames);
    }
    return logits == 1 ? Math.nextUp(best) : best;
  }
}
