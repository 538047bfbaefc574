package smilet.trainer.evaluate;

import smilet.shared.frame.Frame;
import smilet.shared.model.Classifier;
import smilet.shared.model.Model;
import smilet.trainer.data.Dataset;

/**
 * How long a model takes for a frame here, resampling and normalising included: good for comparing
 * models in one run, no benchmark.
 */
public final class FrameTime {
  private static final int ROUNDS = 15;
  private static final long ROUND_NANOS = 40_000_000;

  private FrameTime() {}

  /** The fastest of a few short rounds on the first face, when the JVM has warmed up. */
  public static double nanosAFrame(Model model, Dataset data) {
    Frame frame = data.reader().frame(0);
    Classifier classifier = new Classifier(model, frame.format());
    double best = Double.POSITIVE_INFINITY;
    int logits = 0; // used below, so that no compiler can leave the work out
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
