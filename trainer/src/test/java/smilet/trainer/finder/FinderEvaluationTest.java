package smilet.trainer.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.error.UserError;
import smilet.trainer.data.DatasetLoader.Progress;

class FinderEvaluationTest {
  @TempDir Path temp;

  @Test
  void overlapIsTheSharedAreaOverTheCoveredArea() {
    Box box = new Box(0, 0, 10, 10);
    assertThat(box.overlap(box)).isEqualTo(1);
    assertThat(box.overlap(new Box(5, 0, 10, 10))).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(box.overlap(new Box(10, 0, 10, 10))).isZero();
  }

  @Test
  void scenesThatWereWrittenAreReadAgain() throws Exception {
    Scenes scenes =
        new Scenes(
            ToyFaces.faces(5),
            new int[] {0, 1, 2, 3, 4},
            ToyFaces.backgrounds(4),
            new Scenes.Layout(0, 0, 2, 0.3, 26, 0.5),
            9);
    Path folder = temp.resolve("scenes");
    SceneFolder.write(folder, scenes, 12, Progress.NONE);
    List<Scene> read = SceneFolder.read(folder, Optional.empty(), Progress.NONE);
    assertThat(read).hasSize(12);
    for (int i : IntStream.range(0, 12).toArray()) {
      Scene scene = scenes.scene(i);
      assertThat(read.get(i).name()).isEqualTo(scene.name());
      assertThat(read.get(i).picture().pixels()).isEqualTo(scene.picture().pixels());
      assertThat(read.get(i).faces()).hasSameSizeAs(scene.faces());
      for (int face = 0; face < scene.faces().size(); face++) {
        assertThat(read.get(i).faces().get(face).overlap(scene.faces().get(face)))
            .isGreaterThan(0.99);
        assertThat(read.get(i).smiles().get(face)).isPresent().isEqualTo(scene.smiles().get(face));
      }
    }
    assertThat(read.stream().mapToInt(scene -> scene.faces().size()).sum()).isPositive();
  }

  @Test
  void aTableThatNamesNoPictureIsRefused() throws Exception {
    Files.writeString(temp.resolve("boxes.csv"), "file,x,y,width,height\ngone.png,1,2,3,4\n");
    assertThatThrownBy(() -> SceneFolder.read(temp, Optional.empty(), Progress.NONE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("there is no picture");
    Files.writeString(temp.resolve("boxes.csv"), "file,x,y,width\na,1,2,3\n");
    assertThatThrownBy(() -> SceneFolder.read(temp, Optional.empty(), Progress.NONE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("file,x,y,side");
    Files.writeString(temp.resolve("boxes.csv"), "file,x,y,side\na,1,x,3\n");
    assertThatThrownBy(() -> SceneFolder.read(temp, Optional.empty(), Progress.NONE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("\"x\" is no number");
  }
}
