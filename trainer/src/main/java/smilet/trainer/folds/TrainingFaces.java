package smilet.trainer.folds;

import java.util.Optional;
import smilet.trainer.data.Dataset;

/**
 * The faces that fold trainings share.
 *
 * @param real divided into folds
 * @param rendered faces that every training learns from in addition
 */
public record TrainingFaces(Dataset real, Optional<Dataset> rendered) {

  /** Real faces alone. */
  public static TrainingFaces of(Dataset real) {
    return new TrainingFaces(real, Optional.empty());
  }

  /** Tells faces apart: 64 hexadecimal digits per part that depend on pixels, labels and order. */
  public String contentHash() {
    return real.contentHash() + rendered.map(Dataset::contentHash).orElse("");
  }
}
