package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;

/** Every command that judges data and prints JSON says there which files it left out, and why. */
class LeftOutInJsonTest {
  @TempDir static Path temp;

  @BeforeAll
  static void drawFaces() throws IOException {
    Path faces = temp.resolve("faces");
    DrawnFaces.draw(faces, 60, 1, DatasetLoader.Progress.NONE);
    Files.delete(faces.resolve("labels.csv"));
    for (int i = 0; i < 7; i++) {
      Files.writeString(faces.resolve("smile/photo" + i + ".heic"), "not read");
    }
    Files.writeString(faces.resolve("not-smile/Thumbs.db"), "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate linear-8x8 FACES --json",
        "compare linear-8x8 linear-8x8 FACES --json",
        "crossvalidate FACES --grid 8x8 --folds 2 --iterations 2 --json",
        "search FACES --grid 8x8 --bytes 600 --budget 10 --folds 3 --out OUT --json",
        "audit FACES --folds 0 --out PAGE --json"
      })
  void filesThatWereLeftOut(String command) throws IOException {
    Object[] arguments =
        List.of(command.split(" ")).stream()
            .map(
                word ->
                    switch (word) {
                      case "FACES" -> temp.resolve("faces");
                      case "OUT" -> temp.resolve("out");
                      case "PAGE" -> temp.resolve("page.html");
                      default -> word;
                    })
            .toArray();
    Run run = Run.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(run.out());
    JsonNode skipped = (json.isArray() ? json.get(0) : json).get("skipped");
    JsonNode formats = skipped.get(0);
    assertThat(formats.get("kind").asText()).isEqualTo("pictures of other formats");
    assertThat(formats.get("count").asInt()).isEqualTo(7);
    assertThat(formats.get("first")).hasSize(5);
    assertThat(formats.get("first").get(0).get("file").asText()).isEqualTo("smile/photo0.heic");
    assertThat(formats.get("first").get(0).get("reason").asText()).contains("HEIC");
    assertThat(skipped.get(1).get("kind").asText()).contains("hidden files");
    assertThat(skipped.get(1).get("count").asInt()).isEqualTo(1);
  }
}
