package smilet.shared.store;

import java.util.Locale;
import java.util.Optional;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.model.Classifier;

/**
 * What must be true of a model before a device runs it, beyond what its file says about itself. The
 * install, the loader and the self-test all ask here.
 */
public final class ModelCheck {
  private static final int BITS = 8;

  /** Something that is done with a model and may fail in any way. */
  public interface Attempt<T> {
    /** Does it. */
    T make() throws RefusedModelException;
  }

  private ModelCheck() {}

  /**
   * Requires that this computer can run a model: the sensor has enough pixels, the golden frames
   * give their logits, and a classifier for the sensor's frames can be built and classifies one.
   *
   * @param sensor the grid of the sensor's pixels; if it is not known, the model's own grid
   * @throws RefusedModelException if one of these fails, whatever the reason
   */
  public static void requireRuns(ModelFile file, Optional<Grid> sensor)
      throws RefusedModelException {
    if (sensor.isPresent()) {
      requireFits(file, sensor.get());
    }
    requireGoldenFrames(file);
    Grid grid = sensor.orElse(file.model().grid());
    FrameFormat format = new FrameFormat(grid.width(), grid.height(), BITS);
    attempt(() -> new Classifier(file.model(), format).classify(new Frame(format)));
  }

  /**
   * Makes an attempt, and takes whatever it throws for a refusal of the model, errors of the
   * virtual machine included: a device that runs out of memory with a model keeps the one before.
   *
   * @throws RefusedModelException if the attempt fails
   */
  public static <T> T attempt(Attempt<T> attempt) throws RefusedModelException {
    try {
      return attempt.make();
    } catch (RuntimeException | Error failure) {
      throw RefusedModelException.of(failure);
    }
  }

  /**
   * Requires that a sensor has at least as many columns and rows as the model's grid.
   *
   * @param sensor the grid of the sensor's pixels
   * @throws RefusedModelException if the sensor is too coarse
   */
  public static void requireFits(ModelFile file, Grid sensor) throws RefusedModelException {
    if (!file.fits(sensor)) {
      throw new RefusedModelException(
          "the model is for a %s grid, but the sensor has only %s pixels; train one with --grid %s"
              .formatted(file.model().grid(), sensor, sensor));
    }
  }

  /**
   * Requires that this machine computes the same logit for every golden frame as the trainer did.
   *
   * @throws RefusedModelException if it does not
   */
  public static void requireGoldenFrames(ModelFile file) throws RefusedModelException {
    int failing = attempt(() -> file.failingGoldenFrames().size());
    if (failing > 0) {
      throw new RefusedModelException(
          String.format(
              Locale.ROOT,
              ("%d of the model's %d golden frames give another logit on this device than in the"
                  + " trainer; use the same version of both programs"),
              failing,
              file.goldenFrames().size()));
    }
  }
}
