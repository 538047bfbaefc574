package smilet.trainer.folds;

import java.io.Serializable;
import smilet.shared.file.MalformedModelException;
import smilet.shared.file.ModelFile;

/** What a {@link FoldTraining} gives. */
public sealed interface FoldResult extends Serializable {
  /**
   * A model.
   *
   * @param model the bytes of the model file
   * @param auc area under the ROC curve of the integer model on the judged fold; NaN if the fold
   *     has only one class
   * @param floatAuc the same of the float network
   * @param floatUprightAuc the same without tilted copies
   * @param cpuSeconds what the training cost where it ran
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Trained(
      byte[] model, double auc, double floatAuc, double floatUprightAuc, double cpuSeconds)
      implements FoldResult {
    /** The model file. */
    public ModelFile file() {
      try {
        return ModelFile.decode(model);
      } catch (MalformedModelException e) {
        throw new IllegalStateException("a training gave a model that cannot be read", e);
      }
    }
  }

  /**
   * No model, because the steps were too long.
   *
   * @param message for the user
   */
  record Diverged(String message) implements FoldResult {}
}
