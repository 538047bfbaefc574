package smilet.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smilet.shared.frame.Grid;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.LoadOptions;
import smilet.trainer.data.Split;
import smilet.trainer.descent.DescentListener;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.network.Architecture;

/**
 * Accuracy on real faces: ../shared/data/smiles beside the checkout, or the folder in the system
 * property smilet.faces. If there are none, these tests are skipped visibly.
 */
class RealFacesTest {
  private static final int FOLDS = 5;

  private static Dataset data;

  @BeforeAll
  static void load() {
    Path faces =
        Path.of(System.getProperty("smilet.faces", "../../shared/data/smiles")).toAbsolutePath();
    assumeThat(Files.isDirectory(faces))
        .as("real faces are absent at %s; -Dsmilet.faces=FOLDER names them", faces)
        .isTrue();
    data = DatasetLoader.load(faces, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
  }

  @ParameterizedTest
  @CsvSource({"12x12, 0.914", "8x8, 0.90"})
  void aLinearModelRecognisesSmilesOfPeopleItDidNotLearnFrom(String grid, double least) {
    TrainingPlan plan = TrainingPlan.usual(Architecture.parse("linear", Grid.parse(grid)), 1);
    double auc = 0;
    double floatAuc = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      Split outer = Split.fold(data, fold, FOLDS);
      Split inner = Split.byPerson(data, 0.1, 1).within(outer.training());
      TrainingResult trained = new Training(data, inner, plan).run(DescentListener.NONE);
      int[] unseen = outer.heldOut();
      auc += Predictions.of(trained.file().model(), data, unseen).roc().area() / FOLDS;
      floatAuc += trained.floatAuc(data, unseen) / FOLDS;
    }
    assertThat(auc).isGreaterThanOrEqualTo(least);
    assertThat(Math.abs(floatAuc - auc)).isLessThanOrEqualTo(0.002);
  }

  @Test
  void allOfThemAreRead() {
    assertThat(data.size()).isEqualTo(10017);
    assertThat(data.smileCount()).isEqualTo(2893);
    assertThat(data.personsKnown()).isTrue();
    assertThat(data.bytesOnDisk()).isZero();
  }
}
