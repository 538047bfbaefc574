package smilet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.error.UserError;

class OpinionsTest {
  @TempDir Path temp;

  private Opinions read(String... lines) throws IOException {
    Path table = temp.resolve("second.csv");
    Files.write(table, List.of(lines));
    return Opinions.read(table, LoadOptions.DEFAULT);
  }

  @Test
  void labelsEmotionsAndProbabilitiesAreOpinionsAndFlagsAndNamesAreNot() throws IOException {
    Opinions opinions =
        read(
            "file,matched,name,label,emotion,percentage",
            "a,1,Anna_1,smile,happiness,0.9",
            "b,0,Bert_2,not-smile,,0.6",
            "c,1,Carl_3,smile,?,1");
    // One "?" in two cells is more than a few: the column is still one of labels if most are.
    assertThat(opinions.columns())
        .contains("label", "percentage")
        .doesNotContain("matched", "name");
  }

  @Test
  void agreesIfEveryOpinionSaysWhatTheLabelSays() throws IOException {
    Opinions opinions =
        read(
            "file,label,emotion,percentage",
            "a,smile,happiness,0.9",
            "b,not-smile,neutral,0.6",
            "c,smile,surprise,0.95",
            "d,not-smile,,0.02");
    assertThat(opinions.agree("a", true)).isTrue();
    assertThat(opinions.agree("a", false)).isFalse();
    assertThat(opinions.agree("b", false)).isFalse();
    assertThat(opinions.agree("c", true)).isFalse();
    assertThat(opinions.agree("d", false)).isTrue();
    assertThat(opinions.agree("nobody said anything", true)).isTrue();
    assertThat(opinions.mean("d")).isEqualTo(OptionalDouble.of(0.01));
    assertThat(opinions.mean("nobody said anything")).isEmpty();
  }

  @Test
  void aTableWithoutOpinionsIsRefused() {
    assertThatThrownBy(() -> read("file,name", "a,Anna"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no column of opinions");
    assertThatThrownBy(() -> read("name,label", "a,smile"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no column \"file\"");
    assertThatThrownBy(() -> read("file,label", "a,smile", "b"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("line 3");
  }
}
