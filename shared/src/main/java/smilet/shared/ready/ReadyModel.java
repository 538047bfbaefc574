package smilet.shared.ready;

import smilet.shared.file.MalformedModelException;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;

/**
 * A model that comes with Smilet.
 *
 * @param name what users call it, for example 4k-48x48
 * @param recipe how it is made, to the byte
 * @param contentHash the SHA-256 of the model, 64 hexadecimal digits
 * @param figures how well it does
 */
public record ReadyModel(String name, Recipe recipe, String contentHash, Figures figures) {
  /**
   * How a model is made. The trainer makes the same file from it on any machine.
   *
   * @param grid what the network sees
   * @param network the network, as the trainer's option names it
   * @param faces how many faces are rendered, 64x64 pixels each
   * @param facesSeed which faces
   * @param iterations passes over the faces, at most
   * @param teachers how many networks are trained before it, so that it learns their mean answer
   *     instead of the labels; 0 for none
   * @param seed everything else that is left to chance
   */
  public record Recipe(
      Grid grid,
      String network,
      int faces,
      long facesSeed,
      int iterations,
      int teachers,
      long seed) {}

  /**
   * How well a model does on photographs of people. None of them took part in its training.
   *
   * @param auc area under the ROC curve on all of them
   * @param agreedAuc the same on those for which all annotators agree
   * @param balancedAccuracy mean of the accuracies on smiles and on others at 50 %, on all of them
   * @param calibrationError expected calibration error, 0 to 1, on all of them
   */
  public record Figures(
      double auc, double agreedAuc, double balancedAccuracy, double calibrationError) {}

  /** The bytes of the model file. */
  public byte[] bytes() {
    return Resource.bytes(name + ".smilet");
  }

  /** The model file. */
  public ModelFile file() {
    try {
      return ModelFile.decode(bytes());
    } catch (MalformedModelException e) {
      throw new IllegalStateException("the ready-made model " + name + " is damaged", e);
    }
  }
}
