package smilet.shared.store;

import java.util.Locale;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;

/**
 * What must be true of a model before a device runs it, beyond what its file says about itself. The
 * install, the loader and the self-test all ask here.
 */
public final class ModelCheck {
  private ModelCheck() {}

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
    int failing = file.failingGoldenFrames().size();
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
