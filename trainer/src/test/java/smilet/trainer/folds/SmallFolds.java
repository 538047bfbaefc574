package smilet.trainer.folds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;
import smilet.trainer.data.LoadOptions;
import smilet.trainer.pipeline.DescentRequest;
import smilet.trainer.pipeline.HoldOut;
import smilet.trainer.pipeline.NetworkRequest;
import smilet.trainer.pipeline.OptimiserRequest;
import smilet.trainer.pipeline.TrainingPlan;
import smilet.trainer.pipeline.TrainingRequest;
import smilet.trainer.quantise.ThresholdChoice;

/** Drawn faces and fold trainings that take a moment. */
public final class SmallFolds {
  public static final int FOLDS = 3;

  private SmallFolds() {}

  /** Draws faces into a folder and loads them. */
  public static Dataset faces(Path folder, int count) throws IOException {
    DrawnFaces.draw(folder, count, 1, DatasetLoader.Progress.NONE);
    return DatasetLoader.load(folder, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
  }

  /** A plan of a network of two convolutions. */
  public static TrainingPlan plan(double learningRate) {
    return new TrainingRequest(
            new NetworkRequest(
                new Grid(16, 16), Optional.of("3-4"), Optional.empty(), Normalisation.CONTRAST),
            new DescentRequest(
                new OptimiserRequest.AdamW(Optional.of(learningRate), Optional.empty()),
                Optional.of(4),
                Optional.of(32),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of()),
            Optional.empty(),
            0.2,
            new ThresholdChoice.RoughlyRight(),
            Optional.of(1),
            7)
        .plan(2, 1);
  }

  /** One training per fold and learning rate. */
  public static List<FoldTraining> items(double... learningRates) {
    List<FoldTraining> items = new ArrayList<>();
    for (double rate : learningRates) {
      for (int fold = 0; fold < FOLDS; fold++) {
        items.add(new FoldTraining(plan(rate), new HoldOut(0.2, 7), FOLDS, List.of(fold)));
      }
    }
    return items;
  }

  /** The model of a result. */
  public static byte[] model(Optional<FoldResult> result) {
    return ((FoldResult.Trained) result.orElseThrow()).model();
  }
}
