package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;

/** {@code smilet export} and what {@code smilet inspect} says about it beforehand. */
class ExportCommandTest {
  @TempDir Path temp;
  private Path model;
  private Path folder;

  @BeforeEach
  void writeModel() throws IOException {
    Dense dense = new Dense(new Shape(3, 3, 1), new byte[9], 1, 1, 0);
    Model numbers = new Model(new Grid(3, 3), Normalisation.CONTRAST, List.of(dense));
    ModelFile file = new ModelFile(numbers, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of());
    model = Files.write(temp.resolve("model.smilet"), file.encode());
    folder = temp.resolve("library");
  }

  @Test
  void writesTheLibraryAndSaysWhatItTakes() {
    Run run = Run.of("export", model, "--c", folder, "--prefix", "door");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("bytes of flash", "44 bytes of RAM", "9 multiply-adds");
    assertThat(folder.resolve("src/door_model.c")).exists();
    assertThat(Run.of("inspect", model).out()).contains("as C library", "44 of RAM");
    assertThat(Run.of("inspect", model, "--json").out()).contains("\"cLibrary\"");
  }

  @Test
  void whatCannotBeWrittenIsOneLineAndLeavesNothing() throws IOException {
    refused(Run.of("export", model, "--c", temp.resolve("no/such")), "no/such: no such file");
    refused(Run.of("export", model, "--c", model), "model.smilet: it is not a folder");
    refused(Run.of("export", model, "--c", temp), ": it contains files that no export wrote");
    refused(Run.of("export", model, "--c", folder, "--prefix", "1"), "a prefix is", "was \"1\"");
    refused(Run.of("export", temp.resolve("none.smilet"), "--c", folder), "none.smilet");
    refused(Run.of("export", model), "--c");
    try (var files = Files.list(temp)) {
      assertThat(files).containsExactly(model);
    }
  }

  private static void refused(Run run, String... parts) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).hasSize(1).first().asString().contains(parts);
  }
}
