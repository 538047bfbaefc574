package smilet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

class CorrectionsTest {
  @TempDir Path temp;

  private Dataset faces;

  @BeforeEach
  void draw() throws IOException {
    Path folder = temp.resolve("faces");
    DrawnFaces.draw(folder, 20, 1, DatasetLoader.Progress.NONE);
    faces = DatasetLoader.load(folder, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
  }

  private Corrections read(String... lines) throws IOException {
    Path table = temp.resolve("corrections.csv");
    Files.write(table, List.of(lines));
    return Corrections.read(table);
  }

  private static List<String> namesAndLabels(Dataset data) {
    return IntStream.range(0, data.size())
        .mapToObj(i -> data.name(i) + " " + data.smile(i))
        .toList();
  }

  @Test
  void keepsFlipsAndDropsAndLeavesTheRest() throws IOException {
    Dataset corrected =
        read(
                "file,correction",
                faces.name(0) + ",keep",
                faces.name(1) + ",flip",
                faces.name(2) + ",drop")
            .applyTo(faces);
    List<String> expected = new ArrayList<>(namesAndLabels(faces));
    expected.set(1, faces.name(1) + " " + !faces.smile(1));
    expected.remove(2);
    assertThat(namesAndLabels(corrected)).isEqualTo(expected);
    assertThat(corrected.reader().frame(2).pixels()).isEqualTo(faces.reader().frame(3).pixels());
    assertThat(corrected.smileCount())
        .isEqualTo((int) expected.stream().filter(line -> line.endsWith("true")).count());
  }

  @Test
  void namesOfOtherDataAreRefused() throws IOException {
    Corrections corrections = read("file,correction", "smile/none.png,flip");
    assertThatThrownBy(() -> corrections.applyTo(faces))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("smile/none.png");
  }

  @Test
  void correctionsThatLeaveOneClassAreRefused() throws IOException {
    String[] lines =
        IntStream.range(-1, faces.size())
            .filter(i -> i < 0 || faces.smile(i))
            .mapToObj(i -> i < 0 ? "file,correction" : faces.name(i) + ",drop")
            .toArray(String[]::new);
    Corrections corrections = read(lines);
    assertThatThrownBy(() -> corrections.applyTo(faces))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("both are needed");
  }

  @Test
  void anotherFileIsRefusedWithItsLine() {
    assertThatThrownBy(() -> read("file,label", "a,smile"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("line 1");
    assertThatThrownBy(() -> read("file,correction", "a,keep", "b,maybe"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("line 3");
    assertThatThrownBy(() -> read("file,correction", "a"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> Corrections.read(temp.resolve("none.csv")))
        .isInstanceOf(FileError.class)
        .hasMessageContaining("none.csv");
  }
}
