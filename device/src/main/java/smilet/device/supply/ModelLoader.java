package smilet.device.supply;

import java.util.Arrays;
import smilet.device.clock.Clock;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Classifier;
import smilet.shared.store.ModelCheck;
import smilet.shared.store.RefusedModelException;

/**
 * Makes a model file ready for the loop, away from the loop: its golden frames must come out to the
 * bit, and it is run until the virtual machine has compiled it, so that its first live frame is as
 * fast as any.
 */
public final class ModelLoader {
  private static final int WARM_UP_FRAMES = 300;
  private static final long WARM_UP_NANOS = 100_000_000L;

  /** A virtual machine on a slow or busy computer takes so long to compile a model, at most. */
  private static final long PATIENCE_NANOS = 3_000_000_000L;

  private static final int TIMED_FRAMES = 9;

  private final Clock clock;
  private final FrameFormat format;
  private final long periodNanos;

  /**
   * @param format the sensor's
   * @param periodNanos the time from tick to tick; a model that takes longer is refused
   */
  public ModelLoader(Clock clock, FrameFormat format, long periodNanos) {
    this.clock = clock;
    this.format = format;
    this.periodNanos = periodNanos;
  }

  /**
   * Verifies, builds and warms up.
   *
   * @throws RefusedModelException if this machine cannot run the model as promised
   */
  public LoadedModel load(ModelFile file) throws RefusedModelException {
    ModelCheck.requireFits(file, format.grid());
    ModelCheck.requireGoldenFrames(file);
    Classifier classifier = new Classifier(file.model(), format);
    warmUp(classifier);
    return new LoadedModel(file.contentHash(), classifier, file.thresholds());
  }

  private void warmUp(Classifier classifier) throws RefusedModelException {
    Frame frame = new Frame(format);
    for (int i = 0; i < frame.pixels().length; i++) {
      frame.pixels()[i] = (char) (i & format.fullScale()); // any frame that is not flat
    }
    long begunNanos = clock.nanoTime();
    for (int i = 0; i < WARM_UP_FRAMES && clock.nanoTime() - begunNanos < WARM_UP_NANOS; i++) {
      classifier.classify(frame);
    }
    long medianNanos = medianNanos(classifier, frame);
    while (medianNanos > periodNanos && clock.nanoTime() - begunNanos < PATIENCE_NANOS) {
      medianNanos = medianNanos(classifier, frame);
    }
    if (medianNanos > periodNanos) {
      throw new RefusedModelException(
          "the model takes %d ms per frame, but a tick is only %d ms; run with a lower --fps"
              .formatted(medianNanos / 1_000_000, periodNanos / 1_000_000));
    }
  }

  private long medianNanos(Classifier classifier, Frame frame) {
    long[] nanos = new long[TIMED_FRAMES];
    for (int i = 0; i < TIMED_FRAMES; i++) {
      long begunNanos = clock.nanoTime();
      classifier.classify(frame);
      nanos[i] = clock.nanoTime() - begunNanos;
    }
    Arrays.sort(nanos);
    return nanos[TIMED_FRAMES / 2];
  }
}
