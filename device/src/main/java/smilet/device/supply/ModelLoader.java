package smilet.device.supply;

import java.util.Arrays;
import java.util.Locale;
import smilet.device.clock.Clock;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.model.Classifier;
import smilet.shared.store.ModelCheck;
import smilet.shared.store.RefusedModelException;

/**
 * Prepares a model file for the loop, on another thread than the loop's: checks its golden frames,
 * and runs it until the virtual machine has compiled it, so that its first live frame is as fast as
 * the others.
 */
public final class ModelLoader {
  private static final int WARM_UP_FRAMES = 300;
  private static final long WARM_UP_NANOS = 100_000_000L;

  /** The longest time that a slow or busy computer may take to compile a model. */
  private static final long COMPILE_LIMIT_NANOS = 3_000_000_000L;

  private static final int TIMED_FRAMES = 9;

  private final Clock clock;
  private final FrameFormat format;
  private final long periodNanos;

  /**
   * @param format the format of the sensor's frames
   * @param periodNanos the time from tick to tick; a model that takes longer is refused
   */
  public ModelLoader(Clock clock, FrameFormat format, long periodNanos) {
    this.clock = clock;
    this.format = format;
    this.periodNanos = periodNanos;
  }

  /** The grid of the sensor. */
  Grid grid() {
    return format.grid();
  }

  /**
   * Checks a model, builds its classifier and warms it up.
   *
   * @throws RefusedModelException if this machine cannot run the model as promised
   */
  public LoadedModel load(ModelFile file) throws RefusedModelException {
    ModelCheck.requireFits(file, format.grid());
    ModelCheck.requireGoldenFrames(file);
    return ModelCheck.attempt(
        () -> {
          Classifier classifier = new Classifier(file.model(), format);
          warmUp(classifier);
          return new LoadedModel(file.contentHash(), classifier, file.thresholds());
        });
  }

  private void warmUp(Classifier classifier) throws RefusedModelException {
    Frame frame = new Frame(format);
    for (int i = 0; i < frame.pixels().length; i++) {
      frame.pixels()[i] = (char) (i & format.fullScale()); // any frame that is not uniform
    }
    long startNanos = clock.nanoTime();
    for (int i = 0; i < WARM_UP_FRAMES && clock.nanoTime() - startNanos < WARM_UP_NANOS; i++) {
      classifier.classify(frame);
    }
    long medianNanos = medianNanos(classifier, frame);
    while (medianNanos > periodNanos && clock.nanoTime() - startNanos < COMPILE_LIMIT_NANOS) {
      medianNanos = medianNanos(classifier, frame);
    }
    if (medianNanos > periodNanos) {
      throw new RefusedModelException(
          String.format(
              Locale.ROOT,
              "the model takes %d ms per frame, but a tick is only %d ms; run with a lower --fps",
              medianNanos / 1_000_000,
              periodNanos / 1_000_000));
    }
  }

  private long medianNanos(Classifier classifier, Frame frame) {
    long[] nanos = new long[TIMED_FRAMES];
    for (int i = 0; i < TIMED_FRAMES; i++) {
      long startNanos = clock.nanoTime();
      classifier.classify(frame);
      nanos[i] = clock.nanoTime() - startNanos;
    }
    Arrays.sort(nanos);
    return nanos[TIMED_FRAMES / 2];
  }
}
