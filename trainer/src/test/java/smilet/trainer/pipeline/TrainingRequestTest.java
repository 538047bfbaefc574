package smilet.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.frame.Grid;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;
import smilet.trainer.data.LoadOptions;
import smilet.trainer.folds.CrossValidation;

class TrainingRequestTest {
  @TempDir Path temp;

  @Test
  void aLargeGridGetsAMirroredNetworkAndASmallOneALinearModel() {
    TrainingPlan small = TrainingRequest.usual(new Grid(16, 16), 0.1, 1).plan(1000, 300);
    assertThat(small.architecture().convolutions()).isEmpty();
    assertThat(small.architecture().mirrored()).isFalse();
    assertThat(small.augmentation()).isEmpty();
    TrainingPlan large = TrainingRequest.usual(new Grid(17, 16), 0.1, 1).plan(1000, 300);
    assertThat(large.architecture().convolutions()).isNotEmpty();
    assertThat(large.architecture().mirrored()).isTrue();
    assertThat(large.augmentation()).isPresent();
  }

  @Test
  void balancedWeightMakesBothClassesCountTheSame() {
    assertThat(new SmileWeight.Balanced().weight(1000, 200)).isEqualTo(4);
  }

  @Test
  void tooFewFacesAreAllLearnedFrom() throws IOException {
    HoldOut.Choice choice = new HoldOut(0.01, 1).choose(faces(16));
    assertThat(choice.caution()).isEqualTo(HoldOut.Caution.TOO_FEW_FACES);
    assertThat(choice.split().training()).hasSize(16);
    assertThat(choice.split().evaluated()).isSameAs(choice.split().training());
  }

  @Test
  void enoughPeopleAreHeldOutWithoutACaution() throws IOException {
    HoldOut.Choice choice = new HoldOut(0.3, 1).choose(faces(200));
    assertThat(choice.caution()).isEqualTo(HoldOut.Caution.NONE);
    assertThat(choice.split().evaluated()).isSameAs(choice.split().heldOut());
  }

  @Test
  void aShareOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingRequest.usual(new Grid(12, 12), 1, 1).holdOut())
        .withMessage("held-out share must be 0 to below 1, was 1.0");
  }

  @Test
  void aFoldWithoutBothClassesIsRefusedBeforeAnyTraining() throws IOException {
    Dataset data = faces(16);
    TrainingRequest request = TrainingRequest.usual(new Grid(12, 12), 0.1, 1);
    assertThatThrownBy(() -> new CrossValidation(data, Optional.empty(), 5, request))
        .hasMessageContaining("fold 2 needs smiles and other faces");
  }

  private Dataset faces(int count) throws IOException {
    Path folder = temp.resolve("faces");
    DrawnFaces.draw(folder, count, 1, DatasetLoader.Progress.NONE);
    return DatasetLoader.load(folder, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
  }
}
