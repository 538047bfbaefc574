package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.ModelFile;
import smilet.shared.ready.ReadyModels;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;
import smilet.trainer.finetune.FineTuning;

/** {@code smilet train --from}. */
class FineTuneTest {
  @TempDir Path temp;
  private Path faces;
  private Path out;

  @BeforeEach
  void draw() throws Exception {
    faces = temp.resolve("faces");
    out = temp.resolve("tuned.smilet");
    DrawnFaces.draw(faces, 48, 1, DatasetLoader.Progress.NONE);
  }

  @Test
  void aReadyMadeModelLearnsFewFaces() throws Exception {
    Run run = Run.of("train", faces, "--from", "4k-48x48", "--out", out, "--for", "front door");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("held out in turn", " before, ", "the gain is", "sha256");
    ModelFile tuned = ModelFile.read(out);
    String base = ReadyModels.named("4k-48x48").orElseThrow().contentHash();
    assertThat(tuned.training()).containsEntry(FineTuning.BASE, base);
    assertThat(tuned.madeFor()).contains("front door");
    assertThat(Run.of("inspect", out).out()).contains(base);
  }

  @Test
  void otherPeoplesFacesAreLearnedToo() throws Exception {
    Path others = temp.resolve("others");
    DrawnFaces.draw(others, 32, 2, DatasetLoader.Progress.NONE);
    Run run = Run.of("train", faces, "--from", "ready", "--with", others, "--out", out);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(ModelFile.read(out).training()).containsEntry("other-frames", "32");
  }

  @Test
  void optionsWithoutMeaningAreRefused() {
    Run grid = Run.of("train", faces, "--from", "ready", "--grid", "12x12", "--out", out);
    assertThat(grid.exitCode()).isEqualTo(2);
    assertThat(grid.err()).hasLineCount(1).contains("--grid has no meaning with --from");
    Run with = Run.of("train", faces, "--with", faces, "--out", out);
    assertThat(with.exitCode()).isEqualTo(2);
    assertThat(with.err()).hasLineCount(1).contains("--with needs --from");
    Run none = Run.of("train", faces, "--from", temp.resolve("none.smilet"), "--out", out);
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("none.smilet");
    assertThat(Files.exists(out)).isFalse();
  }
}
