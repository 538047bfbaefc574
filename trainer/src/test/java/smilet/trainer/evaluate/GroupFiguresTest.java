package smilet.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.error.UserError;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.LoadOptions;

class GroupFiguresTest {
  private static final int FACES = 40;

  @TempDir Path temp;

  private Dataset data;

  /** Faces with a hat are answered correctly, the others are answered the wrong way round. */
  private Predictions predictions;

  @BeforeEach
  void write() throws IOException {
    List<String> lines = new ArrayList<>(List.of("file,label,hat,yaw"));
    int[] logits = new int[FACES];
    boolean[] smiles = new boolean[FACES];
    for (int i = 0; i < FACES; i++) {
      boolean smile = i % 2 == 0;
      boolean hat = i < FACES / 4;
      Files.writeString(temp.resolve(i + ".pgm"), "P2 2 2 255 0 9 9 " + i);
      lines.add(
          String.format(
              Locale.ROOT,
              "%d.pgm,%s,%s,%d",
              i,
              smile ? "smile" : "not-smile",
              hat ? "yes" : "no",
              i - 20));
      smiles[i] = smile;
      logits[i] = smile == hat ? 100_000 + i : -100_000 - i;
    }
    Files.write(temp.resolve("labels.csv"), lines);
    data = DatasetLoader.load(temp, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
    predictions = new Predictions(logits, smiles);
  }

  private List<GroupFigures> by(String... columns) {
    return GroupFigures.of(predictions, data, data.indices(), List.of(columns));
  }

  @Test
  void wordsGroupByTheirValue() {
    List<GroupFigures> groups = by("hat");
    assertThat(groups).extracting(GroupFigures::group).containsExactly("no", "yes");
    assertThat(groups).extracting(GroupFigures::faces).containsExactly(30, 10);
    assertThat(groups.get(0).auc()).hasValue(0);
    assertThat(groups.get(1).auc()).hasValue(1);
    assertThat(groups.get(1).balancedAccuracy()).isEqualTo(1);
  }

  @Test
  void manyNumbersAreCutIntoFourRangesThatHoldEveryFaceOnce() {
    List<GroupFigures> groups = by("yaw");
    assertThat(groups)
        .extracting(GroupFigures::group)
        .containsExactly("-20 to -10", "-10 to 0", "0 to 10", "10 to 19");
    assertThat(groups).extracting(GroupFigures::faces).containsExactly(10, 10, 10, 10);
  }

  @Test
  void standardErrorIsThatOfHanleyAndMcNeil() {
    // Their formula for AUC .5 with n smiles and n others is sqrt((2n + 1) / 12) / n.
    int[] logits = new int[200];
    boolean[] smiles = new boolean[200];
    for (int i = 0; i < 200; i++) {
      smiles[i] = i % 2 == 0;
    }
    GroupFigures figures = GroupFigures.of("all", "faces", new Predictions(logits, smiles));
    assertThat(figures.auc()).hasValue(0.5);
    assertThat(figures.aucError()).isCloseTo(Math.sqrt(201 / 12.0) / 100, within(1e-12));
  }

  @Test
  void aGroupOfOneClassHasNoAuc() {
    GroupFigures figures =
        GroupFigures.of(
            "all", "smiles", new Predictions(new int[] {1, 2}, new boolean[] {true, true}));
    assertThat(figures.auc()).isEmpty();
    assertThat(figures.aucError()).isZero();
  }

  @Test
  void anUnknownColumnIsNamedWithTheKnownOnes() {
    assertThatThrownBy(() -> by("beard"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("\"beard\"")
        .hasMessageContaining("hat, yaw");
  }
}
