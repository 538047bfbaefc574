package smilet.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.frame.Grid;
import smilet.shared.model.Model;
import smilet.shared.ready.ReadyModel;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;
import smilet.trainer.data.LoadOptions;
import smilet.trainer.descent.DescentListener;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.score.RocCurve;

/** Ready-made models learn from their teachers. */
class ReadyMadeTest {
  private static final ReadyModel.Recipe LINEAR =
      new ReadyModel.Recipe(new Grid(12, 12), "linear", 400, 1, 300, 0, 2);

  @TempDir static Path temp;
  private static Dataset faces;

  @BeforeAll
  static void drawFaces() throws IOException {
    DrawnFaces.draw(temp.resolve("faces"), 400, 1, DatasetLoader.Progress.NONE);
    faces =
        DatasetLoader.load(temp.resolve("faces"), LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
  }

  private static Model model(Optional<float[]> taught) {
    return ReadyMade.training(LINEAR, faces, taught).run(DescentListener.NONE).file().model();
  }

  @Test
  void teachersGiveTheMeanOfTheirAnswers() {
    Model one = model(Optional.empty());
    float[] contrary = new float[faces.size()];
    IntStream.range(0, contrary.length).forEach(i -> contrary[i] = faces.smile(i) ? 0.1f : 0.9f);
    Model other = model(Optional.of(contrary));
    float[] means = ReadyMade.taught(List.of(one, other), faces);
    Predictions first = Predictions.of(one, faces);
    Predictions second = Predictions.of(other, faces);
    for (int i = 0; i < means.length; i++) {
      double mean = (first.probability(i) + second.probability(i)) / 2;
      assertThat((double) means[i]).isCloseTo(mean, within(1e-6));
    }
  }

  @Test
  void aStudentLearnsFromItsTeachersAndNotFromTheLabels() {
    float[] contrary = new float[faces.size()];
    IntStream.range(0, contrary.length).forEach(i -> contrary[i] = faces.smile(i) ? 0.1f : 0.9f);
    assertThat(auc(model(Optional.empty()))).isGreaterThan(0.8);
    assertThat(auc(model(Optional.of(contrary)))).isLessThan(0.2);
  }

  private static double auc(Model model) {
    Predictions answers = Predictions.of(model, faces);
    float[] scores = new float[answers.count()];
    IntStream.range(0, scores.length).forEach(i -> scores[i] = answers.logitsQ16()[i]);
    return RocCurve.area(scores, answers.smiles());
  }
}
