package smilet.trainer.pipeline;

import java.util.Optional;
import smilet.shared.file.ModelFile;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetSamples;
import smilet.trainer.data.Split;
import smilet.trainer.descent.Outcome;
import smilet.trainer.descent.RocAuc;

/**
 * What a training leaves.
 *
 * @param file the model as it goes to the device
 * @param outcome how the descent went, and the float network
 * @param split what was learned from and what was held out
 */
public record Trained(ModelFile file, Outcome outcome, Split split) {
  /** The faces to judge by: those held out, or where none are, those learned from. */
  public int[] evaluatedPart() {
    return split.heldOut().length == 0 ? split.training() : split.heldOut();
  }

  /** The area under the ROC curve that the float network reaches on some faces. */
  public double floatAuc(Dataset data, int[] part, Plan plan) {
    DatasetSamples views =
        new DatasetSamples(
            data, part, plan.architecture().grid(), plan.normalisation(), Optional.empty());
    boolean[] smiles = new boolean[part.length];
    for (int i = 0; i < smiles.length; i++) {
      smiles[i] = views.smile(i);
    }
    return RocAuc.of(outcome.network().logits(views), smiles);
  }
}
