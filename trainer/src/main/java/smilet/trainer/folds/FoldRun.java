package smilet.trainer.folds;

import java.util.Arrays;
import java.util.Optional;
import smilet.trainer.data.Dataset;
import smilet.trainer.descent.DescentListener;
import smilet.trainer.descent.DivergedException;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.pipeline.Training;
import smilet.trainer.pipeline.TrainingResult;

/** A fold training that runs, or is about to. {@link #interrupt} may be called by any thread. */
final class FoldRun {
  private final FoldTraining item;
  private final Dataset data;
  private final Training training;
  private volatile boolean interrupted;

  FoldRun(FoldTraining item, Dataset data, Training training) {
    this.item = item;
    this.data = data;
    this.training = training;
  }

  /** Makes {@link #run} end at its next step, without a result. */
  void interrupt() {
    interrupted = true;
    training.interrupt();
  }

  /** Trains; empty if it was interrupted. */
  Optional<FoldResult> run(DescentListener listener) {
    TrainingResult result;
    try {
      result = training.run(listener);
    } catch (DivergedException diverged) {
      return Optional.of(new FoldResult.Diverged(diverged.getMessage()));
    }
    if (interrupted) {
      return Optional.empty();
    }
    int[] judged = item.judgedFaces(data);
    int[] upright = Arrays.stream(judged).filter(face -> !data.tilted(face)).toArray();
    return Optional.of(
        new FoldResult.Trained(
            result.file().encode(),
            data.hasBothClasses(judged)
                ? Predictions.of(result.file().model(), data, judged).roc().area()
                : Double.NaN,
            floatAuc(result, judged),
            floatAuc(result, upright),
            result.outcome().history().cpuSeconds()));
  }

  private double floatAuc(TrainingResult result, int[] part) {
    return data.hasBothClasses(part) ? result.floatAuc(data, part) : Double.NaN;
  }
}
