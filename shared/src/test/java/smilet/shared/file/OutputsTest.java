package smilet.shared.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.error.UserError;

class OutputsTest {
  @TempDir Path temp;
  private Path data;
  private Path picture;

  @BeforeEach
  void makeData() throws IOException {
    data = Files.createDirectories(temp.resolve("data"));
    picture = Files.createDirectories(data.resolve("smile")).resolve("1.png");
    Files.writeString(picture, "pixels");
    Files.writeString(data.resolve("labels.csv"), "file,label");
    Files.writeString(temp.resolve("rows.csv"), "smile,1");
  }

  @Test
  void anInputIsNotOverwrittenUnderAnyName() throws IOException {
    for (Path input : List.of(temp.resolve("rows.csv"), picture, data.resolve("labels.csv"))) {
      Path given = input.startsWith(data) ? data : input;
      for (Path name : names(input)) {
        assertThatThrownBy(() -> new Outputs().reads(given).writes("--out", name))
            .as(name.toString())
            .isInstanceOf(UserError.class)
            .hasMessageStartingWith("cannot write " + name + ": this command reads it")
            .hasMessageEndingWith("; name another file");
      }
    }
    assertThat(picture).hasContent("pixels");
  }

  @Test
  void twoOutputsAreNotTheSameFileUnderAnyName() throws IOException {
    Path there = Files.writeString(temp.resolve("there.x"), "old");
    for (Path name : names(there)) {
      assertThatThrownBy(() -> new Outputs().writes("--out", there).writes("--report", name))
          .as(name.toString())
          .hasMessageStartingWith("--out and --report are the same file, ");
    }
    Path fresh = temp.resolve("new.x");
    Path link = Files.createSymbolicLink(temp.resolve("link-to-new"), fresh);
    for (Path name : List.of(fresh, temp.resolve("./new.x"), temp.resolve("NEW.x"), link)) {
      assertThatThrownBy(() -> new Outputs().writes("--out", fresh).writes("--report", name))
          .as(name.toString())
          .hasMessageStartingWith("--out and --report are the same file, ");
    }
  }

  @Test
  void whatCannotBeReplacedIsRefused() throws IOException {
    Path loop = Files.createSymbolicLink(temp.resolve("loop"), Path.of("loop"));
    Path device = Files.createSymbolicLink(temp.resolve("device"), Path.of("/dev/null"));
    for (Path name :
        List.of(data, Path.of("/dev/null"), device, loop, Path.of("/"), temp.resolve("no/x"))) {
      assertThatThrownBy(() -> new Outputs().writes("--out", name))
          .as(name.toString())
          .satisfies(e -> assertThat(smilet.shared.error.Failure.of(e).exitCode()).isEqualTo(2))
          .hasMessageContaining("cannot write " + name + ": ");
    }
  }

  @Test
  void otherFilesAreWritten() throws IOException {
    Path model = Files.writeString(data.resolve("old.smilet"), "an earlier model");
    for (Path out : List.of(model, data.resolve("new.smilet"), temp.resolve("other.smilet"))) {
      assertThatCode(
              () ->
                  new Outputs()
                      .reads(data)
                      .reads(temp.resolve("rows.csv"))
                      .writes("--out", out)
                      .writes("--report", temp.resolve("page.html")))
          .as(out.toString())
          .doesNotThrowAnyException();
    }
  }

  /** The names under which a file may be named as another file's output. */
  private List<Path> names(Path file) throws IOException {
    Path folder = Files.createTempDirectory(temp, "names");
    List<Path> names = new ArrayList<>();
    names.add(file);
    names.add(file.resolveSibling(Path.of(".", file.getFileName().toString())));
    names.add(
        file.getParent()
            .resolve("..")
            .resolve(file.getParent().getFileName())
            .resolve(file.getFileName()));
    names.add(Files.createSymbolicLink(folder.resolve("link"), file));
    names.add(Files.createSymbolicLink(folder.resolve("second"), Path.of("link")));
    names.add(
        Files.createSymbolicLink(folder.resolve("folder"), file.getParent())
            .resolve(file.getFileName()));
    names.add(Files.createLink(folder.resolve("hard"), file));
    return names;
  }
}
