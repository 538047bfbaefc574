package smilet.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.shared.file.GoldenFrame;
import smilet.shared.file.ModelFile;

/** The folder that is written, and what its functions promise their callers. */
class CLibraryTest {
  private static final ModelFile MODEL = ShapedModels.linear();

  @TempDir Path temp;

  private Path write(ModelFile model, String prefix) throws IOException {
    Path folder = temp.resolve(prefix);
    new CLibrary(model, prefix).write(folder);
    return folder;
  }

  @Test
  void theSameModelGivesTheSameFilesAndReplacesAnEarlierExport() throws IOException {
    Path folder = write(ShapedModels.network4k(), "smilet");
    assertThat(folder.resolve("src/smilet_model.h")).content().contains("8-8s1-10");
    write(MODEL, "smilet");
    for (var file : new CLibrary(MODEL, "smilet").files().entrySet()) {
      assertThat(folder.resolve(file.getKey())).content().isEqualTo(file.getValue());
    }
    assertThat(folder.resolve("src/smilet_model.h")).content().contains(MODEL.contentHash());
    assertThat(names(temp)).as("nothing temporary is left").containsExactly("smilet");
  }

  @Test
  void noMarkIsLeftUnfilledAndEveryNameHasThePrefix() {
    new CLibrary(MODEL, "door")
        .files()
        .forEach(
            (name, text) -> {
              assertThat(text).as(name).doesNotContain("smilet_", "SMILET_");
              assertThat(text).as(name).doesNotContainPattern("@\\w");
              assertThat(name).doesNotContain("smilet");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2door", "_door", "door_", "Door", "do-or", "do or", "dö", "a/b"})
  void aPrefixThatIsNoNameInCIsRefused(String prefix) {
    assertThatThrownBy(() -> new CLibrary(MODEL, prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was \"" + prefix + "\"");
  }

  @Test
  void filesThatNoExportWroteAreNeverReplaced() throws IOException {
    Path folder = write(MODEL, "smilet");
    Path own = Files.writeString(folder.resolve("src/own.c"), "int own;");
    assertThatThrownBy(() -> new CLibrary(ShapedModels.network4k(), "smilet").write(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write " + folder + ": it contains files that no export");
    assertThat(own).content().isEqualTo("int own;");
    assertThat(folder.resolve("src/smilet_model.h")).content().contains(MODEL.contentHash());
    assertThatThrownBy(() -> new CLibrary(MODEL, "smilet").write(own))
        .hasMessage("cannot write " + own + ": it is not a folder");
    assertThatThrownBy(() -> new CLibrary(MODEL, "smilet").write(temp.resolve("no/such")))
        .hasMessage("cannot write " + temp.resolve("no/such") + ": no such file or folder");
    assertThat(names(temp)).containsExactly("smilet");
  }

  @Test
  void anEmptyFolderIsFilled() throws IOException {
    Files.createDirectory(temp.resolve("smilet"));
    assertThat(write(MODEL, "smilet").resolve("src/smilet_model.c")).exists();
  }

  @Test
  void nothingIsLeftBehindIfWritingFailsHalfWay() {
    LibraryFolder folder = new LibraryFolder(temp.resolve("library"));
    Map<String, String> files = new LinkedHashMap<>();
    files.put("src", "a file");
    files.put("src/model.c", "a file in a file");
    assertThatThrownBy(() -> folder.write(files))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write " + temp.resolve("library") + ": ");
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void nothingIsLeftBehindInAFolderThatCannotBeWritten() throws IOException {
    Path locked = Files.createDirectory(temp.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(locked), "skipped: root may write everywhere");
      assertThatThrownBy(() -> new CLibrary(MODEL, "smilet").write(locked.resolve("library")))
          .hasMessage("cannot write " + locked.resolve("library") + ": permission denied");
      assertThat(names(locked)).isEmpty();
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void twoModelsLinkIntoOneProgram() throws Exception {
    CBuild build = CBuild.host().findFirst().get();
    build.requireTools();
    Path one = write(MODEL, "one").resolve("src");
    Path two = write(ShapedModels.network4k(), "two").resolve("src");
    Path main =
        Files.writeString(
            temp.resolve("main.c"),
            """
            #include <one_model.h>
            #include <two_model.h>
            #include <stdio.h>
            int main(void) {
              printf("%d %d", one_selftest(), two_selftest());
              return 0;
            }
            """);
    Path program =
        build.compile(
            temp,
            List.of(one, two),
            List.of(one.resolve("one_model.c"), two.resolve("two_model.c"), main));
    assertThat(build.run(program, new byte[0])).isEqualTo("0 0");
  }

  @Test
  void theSelftestCountsWrongAnswersAndTheCallerLearnsOfBadFrames() throws Exception {
    CBuild build = CBuild.host().findFirst().get();
    build.requireTools();
    List<GoldenFrame> golden = new ArrayList<>(MODEL.goldenFrames());
    golden.set(1, new GoldenFrame(golden.get(1).frame(), golden.get(1).logitQ16() + 1));
    golden.set(2, new GoldenFrame(golden.get(2).frame(), Integer.MIN_VALUE));
    ModelFile wrong = new ModelFile(MODEL.model(), MODEL.thresholds(), MODEL.training(), golden);
    Path source = write(wrong, "smilet").resolve("src");
    Path main =
        Files.writeString(
            temp.resolve("main.c"),
            """
            #include <smilet_model.h>
            #include <stdio.h>
            int main(void) {
              static const uint8_t pixels[1] = {0};
              static const uint16_t words[1] = {0};
              smilet_answer answer = {7, 7, 7};
              int refused = smilet_classify8(pixels, 0, 1, 8, &answer) == -1 &&
                            smilet_classify8(pixels, 1, 129, 8, &answer) == -1 &&
                            smilet_classify8(pixels, 1, 1, 9, &answer) == -1 &&
                            smilet_classify16(words, -1, 1, 9, &answer) == -1 &&
                            smilet_classify16(words, 1, 1, 17, &answer) == -1 &&
                            smilet_classify16(words, 1, 1, 0, &answer) == -1;
              printf("%d %d %d ", smilet_selftest(), refused, (int)answer.logit_q16);
              printf("%d", smilet_classify16(words, 1, 1, 16, &answer));
              return 0;
            }
            """);
    Path program =
        build.compile(temp, List.of(source), List.of(source.resolve("smilet_model.c"), main));
    assertThat(build.run(program, new byte[0])).isEqualTo("2 1 7 0");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
