package smilet.trainer.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;
import smilet.trainer.pipeline.HoldOut;
import smilet.trainer.pipeline.TrainingPlan;

class FoldTrainingTest {
  @TempDir Path temp;

  private static FoldTraining item() {
    return SmallFolds.items(0.01).getFirst();
  }

  @Test
  void arrivesOnAnotherMachineAsItWasSent() throws Exception {
    TrainingPlan plan = item().plan();
    TrainingPlan everything =
        new TrainingPlan(
            plan.architecture(),
            plan.normalisation(),
            Optional.empty(),
            plan.recipe(),
            OptionalDouble.of(0.3),
            plan.thresholds(),
            3);
    for (TrainingPlan sent : List.of(plan, everything)) {
      FoldTraining item = new FoldTraining(sent, new HoldOut(0.1, 5), 4, List.of(1, 3));
      assertThat(received(item)).isEqualTo(item);
    }
  }

  private static Object received(Object sent) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  @Test
  void itsNameDependsOnTheFacesAndEverythingButTheThreads() {
    FoldTraining item = item();
    FoldTraining threaded =
        new FoldTraining(item.plan().withThreads(8), item.heldOut(), item.folds(), item.unseen());
    assertThat(threaded.name("a")).isEqualTo(item.name("a"));
    assertThat(item.name("b")).isNotEqualTo(item.name("a"));
    assertThat(SmallFolds.items(0.02).getFirst().name("a")).isNotEqualTo(item.name("a"));
    assertThat(SmallFolds.items(0.01).get(1).name("a")).isNotEqualTo(item.name("a"));
  }

  @Test
  void learnsFromNobodyInAnUnseenFold() throws IOException {
    Dataset data = SmallFolds.faces(temp.resolve("faces"), 240);
    FoldTraining one = new FoldTraining(item().plan(), new HoldOut(0, 7), 3, List.of(1));
    FoldTraining two = new FoldTraining(item().plan(), new HoldOut(0, 7), 3, List.of(1, 2));
    assertThat(learned(one, data))
        .isEqualTo(Split.fold(data, 1, 3).training().length)
        .isEqualTo(data.size() - Split.fold(data, 1, 3).heldOut().length);
    assertThat(learned(two, data)).isEqualTo(Split.fold(data, 0, 3).heldOut().length);
  }

  private static int learned(FoldTraining item, Dataset data) {
    ThreadRunner runner = new ThreadRunner(TrainingFaces.of(data), 1);
    FoldResult result = runner.run(List.of(item), FoldWatcher.NONE).getFirst().orElseThrow();
    return Integer.parseInt(((FoldResult.Trained) result).file().training().get("frames"));
  }

  @Test
  void aFoldThatDoesNotExistIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FoldTraining(item().plan(), item().heldOut(), 3, List.of(3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FoldTraining(item().plan(), item().heldOut(), 3, List.of()));
  }
}
