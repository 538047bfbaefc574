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
 * Prepares a model file for the loop. While the loop runs, it does so on another thread, and runs
 * the model until the virtual machine has compiled it, so that its first live frame is as fast as
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
    return load(file, this::warmUp);
  }

  /**
   * Does the same for a loop that does not run yet. It does not warm the model up: the first
   * reading comes sooner if it is also the first that the virtual machine compiles from.
   *
   * @throws RefusedModelException if this machine cannot run the model as promised
   */
  public LoadedModel loadFirst(ModelFile file) throws RefusedModelException {
    return load(file, this::requireFast);
  }

  /** Runs a classifier before the loop does. */
  private interface Trial {
    void run(Classifier classifier, Frame frame) throws RefusedModelException;
  }

  private LoadedModel load(ModelFile file, Trial trial) throws RefusedModelException {
    ModelCheck.requireFits(file, format.grid());
    ModelCheck.requireGoldenFrames(file);
    return ModelCheck.attempt(
        () -> {
          Classifier classifier = new Classifier(file.model(), format);
          trial.run(classifier, anyFrame());
          return new LoadedModel(
              file.contentHash(),
              classifier,
              file.thresholds(),
              file.cropPercent(),
              file.familiarRange());
        });
  }

  /** A frame that is not uniform. */
  private Frame anyFrame() {
    Frame frame = new Frame(format);
    for (int i = 0; i < frame.pixels().length; i++) {
      frame.pixels()[i] = (char) (i & format.fullScale());
    }
    return frame;
  }

  private void warmUp(Classifier classifier, Frame frame) throws RefusedModelException {
    long startNanos = clock.nanoTime();
    for (int i = 0; i < WARM_UP_FRAMES && clock.nanoTime() - startNanos < WARM_UP_NANOS; i++) {
      classifier.classify(frame);
    }
    requireMedianFast(classifier, frame, startNanos);
  }

  /** Requires that one frame fits a tick; if it does not, that most do after compilation. */
  private void requireFast(Classifier classifier, Frame frame) throws RefusedModelException {
    long startNanos = clock.nanoTime();
    classifier.classify(frame);
    if (clock.nanoTime() - startNanos > periodNanos) {
      requireMedianFast(classifier, frame, startNanos);
    }
  }

  private void requireMedianFast(Classifier classifier, Frame frame, long startNanos)
      throws RefusedModelException {
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
