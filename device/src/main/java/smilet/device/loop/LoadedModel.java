package smilet.device.loop;

import smilet.shared.model.Classifier;
import smilet.shared.model.Thresholds;

/**
 * A model ready to run on one sensor's frames.
 *
 * @param contentHash the model file's, 64 hexadecimal digits
 * @param name the first digits of it, as shown to people
 * @param classifier at work in one loop only
 * @param thresholds where a percentage becomes a verdict
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
