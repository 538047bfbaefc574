package smilet.shared.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;
import smilet.shared.store.ModelCheck;

class ReadyModelsTest {
  static List<ReadyModel> models() {
    return ReadyModels.all();
  }

  @ParameterizedTest
  @MethodSource("models")
  void theFileIsTheOneOfTheTableAndAnswersAsItPromises(ReadyModel model) {
    ModelFile file = model.file();
    assertThat(file.contentHash()).isEqualTo(model.contentHash());
    assertThat(file.encode()).isEqualTo(model.bytes());
    assertThat(file.model().grid()).isEqualTo(model.recipe().grid());
    assertThat(file.training()).containsEntry("seed", String.valueOf(model.recipe().seed()));
    assertThat(file.goldenFrames()).isNotEmpty();
    assertThatCode(() -> ModelCheck.requireGoldenFrames(file)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("models")
  void figuresAreShares(ReadyModel model) {
    ReadyModel.Figures figures = model.figures();
    assertThat(figures.auc()).isBetween(0.5, 1.0);
    assertThat(figures.agreedAuc()).isBetween(figures.auc(), 1.0);
    assertThat(figures.balancedAccuracy()).isBetween(0.5, 1.0);
    assertThat(figures.calibrationError()).isBetween(0.0, 1.0);
  }

  @Test
  void namesAreDifferentAndReadyIsTheFirst() {
    assertThat(ReadyModels.all()).extracting(ReadyModel::name).doesNotHaveDuplicates();
    assertThat(ReadyModels.named(ReadyModels.ANY)).contains(ReadyModels.all().getFirst());
    for (ReadyModel model : ReadyModels.all()) {
      assertThat(ReadyModels.named(model.name())).contains(model);
    }
    assertThat(ReadyModels.named("no-such-model")).isEmpty();
  }

  @Test
  void theFittingModelIsTheFirstThatTheSensorIsFineEnoughFor() {
    assertThat(ReadyModels.fitting(new Grid(64, 64)).orElseThrow().name()).isEqualTo("4k-48x48");
    assertThat(ReadyModels.fitting(new Grid(48, 47)).orElseThrow().name()).isEqualTo("4k-30x30");
    assertThat(ReadyModels.fitting(new Grid(30, 30)).orElseThrow().name()).isEqualTo("4k-30x30");
    assertThat(ReadyModels.fitting(new Grid(8, 8)).orElseThrow().name()).isEqualTo("linear-8x8");
    assertThat(ReadyModels.fitting(new Grid(3, 3))).isEmpty();
  }
}
