package smilet.trainer.pipeline;

import java.util.Optional;
import smilet.shared.file.ModelFile;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetSamples;
import smilet.trainer.data.Split;
import smilet.trainer.descent.DescentResult;
import smilet.trainer.descent.StoppingRule;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.network.Network;
import smilet.trainer.score.RocCurve;

/**
 * What a training produced.
 *
 * @param file the model as it goes to the device
 * @param outcome how the descent went, and the float network
 * @param split which faces it learned from and which were held out
 */
public record TrainingResult(ModelFile file, DescentResult outcome, Split split) {
  /** Whether training was interrupted before its first iteration was done. */
  public boolean interruptedBeforeLearning() {
    return outcome.keptIteration() == 0 && outcome.reason() instanceof StoppingRule.Interrupted;
  }

  /** The integer model's figures on {@link Split#evaluated}. */
  public Evaluation evaluation(Dataset data) {
    return Evaluation.of(Predictions.of(file.model(), data, split.evaluated()));
  }

  /**
   * The area under the float network's ROC curve.
   *
   * @param part indices into the data
   */
  public double floatAuc(Dataset data, int[] part) {
    Network network = outcome.network();
    DatasetSamples samples =
        new DatasetSamples(
            data, part, network.architecture().grid(), network.normalisation(), Optional.empty());
    return RocCurve.area(network.logits(samples), samples.smiles());
  }
}
