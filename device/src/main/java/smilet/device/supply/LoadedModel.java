package smilet.device.supply;

import smilet.shared.model.Classifier;
import smilet.shared.model.Thresholds;

/**
 * A model that is ready to run on one sensor's frames.
 *
 * @param contentHash the hash of the model file, 64 hexadecimal digits
 * @param name its first digits, as shown to people
 * @param classifier used by one loop only
 * @param thresholds the percentages at which the verdict changes
 */
public record LoadedModel(
    String contentHash, String name, Classifier classifier, Thresholds thresholds) {
  private static final int NAME_DIGITS = 8;

  public LoadedModel(String contentHash, Classifier classifier, Thresholds thresholds) {
    this(contentHash, nameOf(contentHash), classifier, thresholds);
  }

  static String nameOf(String contentHash) {
    return contentHash.substring(0, NAME_DIGITS);
  }
}
