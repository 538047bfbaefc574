package smilet.device.supply;

import java.util.Optional;
import smilet.shared.drift.FamiliarRange;
import smilet.shared.model.Classifier;
import smilet.shared.model.Thresholds;

/**
 * A model that is ready to run on one sensor's frames.
 *
 * @param contentHash the hash of the model file, 64 hexadecimal digits
 * @param name its first digits, as shown to people
 * @param classifier used by one loop only
 * @param thresholds the percentages at which the verdict changes
 * @param cropPercent the side of the square that the model expects around a found face, in percent
 *     of the side of the face's box
 * @param familiar what the model has met in its training, if its file says so
 */
public record LoadedModel(
    String contentHash,
    String name,
    Classifier classifier,
    Thresholds thresholds,
    int cropPercent,
    Optional<FamiliarRange> familiar) {
  private static final int NAME_DIGITS = 8;

  public LoadedModel(
      String contentHash,
      Classifier classifier,
      Thresholds thresholds,
      int cropPercent,
      Optional<FamiliarRange> familiar) {
    this(contentHash, nameOf(contentHash), classifier, thresholds, cropPercent, familiar);
  }

  static String nameOf(String contentHash) {
    return contentHash.substring(0, NAME_DIGITS);
  }
}
