package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.ModelFile;
import smilet.shared.file.Sha256;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;

/** A whole search with real trainings, and one that is killed and started again. */
@Timeout(300)
class SearchCommandTest {
  @TempDir static Path temp;
  private static Path faces;
  private static Path whole;
  private static Run run;

  @BeforeAll
  static void search() throws IOException {
    faces = temp.resolve("faces");
    DrawnFaces.draw(faces, 300, 1, DatasetLoader.Progress.NONE);
    whole = temp.resolve("whole");
    run = Run.of(arguments(whole, 1));
  }

  private static Object[] arguments(Path out, int threads) {
    return new Object[] {
      "search",
      faces,
      "--grid",
      "20x20",
      "--bytes",
      900,
      "--budget",
      10,
      "--folds",
      3,
      "--out",
      out,
      "--threads",
      threads,
      "--json"
    };
  }

  @Test
  void findsAModelThatFitsAndSaysWhatItIsWorth() throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(run.out());
    ModelFile best = ModelFile.read(whole.resolve("best.smilet"));
    assertThat(best.encode()).hasSizeLessThanOrEqualTo(900);
    assertThat(json.get("modelBytes").asInt()).isEqualTo(best.encode().length);
    assertThat(json.get("keptBackFold").asInt()).isEqualTo(2);
    assertThat(json.get("auc").asDouble()).isBetween(0.6, 1.0);
    assertThat(json.get("usual").get("options").asText()).contains("--network linear");
    String page = Files.readString(whole.resolve("search.html"));
    assertThat(page).contains("The winner was chosen on folds 0 to 1", "Pareto", "Rung 3", "<svg");
    assertThat(page).doesNotContainPattern("\\{[a-z]+}");
    Run words = Run.of(withoutJson(arguments(whole, 1)));
    assertThat(words.out()).contains("on fold 2", "known before: ", "cost: ", "search.html");
  }

  private static Object[] withoutJson(Object[] arguments) {
    return Stream.of(arguments).filter(word -> !word.equals("--json")).toArray();
  }

  @Test
  void theOptionsThatItPrintsTrainTheSameNetwork() throws IOException {
    String options = new ObjectMapper().readTree(run.out()).get("options").asText();
    List<Object> words = new ArrayList<>(List.of("train", faces, "--out", temp.resolve("again")));
    words.addAll(List.of(options.split(" ", -1)));
    assertThat(Run.of(words.toArray()).exitCode()).isZero();
    ModelFile best = ModelFile.read(whole.resolve("best.smilet"));
    ModelFile again = ModelFile.read(temp.resolve("again"));
    assertThat(again.model().network()).isEqualTo(best.model().network());
    assertThat(again.model().grid()).isEqualTo(best.model().grid());
  }

  @Test
  void killedAndStartedAgainItGivesTheSameBytesAndRepeatsNothing() throws Exception {
    Path out = temp.resolve("killed");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Smilet.class.getName()));
    Stream.of(arguments(out, 2)).map(Object::toString).forEach(command::add);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (process.isAlive() && models(out).size() < 5) {
      Thread.sleep(10);
    }
    process.destroyForcibly().waitFor();
    SortedMap<String, String> kept = models(out);
    assertThat(kept).hasSizeGreaterThanOrEqualTo(5);
    Path marked = out.resolve("models").resolve(kept.firstKey().replace(".smilet", ".txt"));
    Files.writeString(marked, Files.readString(marked) + "mark=1\n");

    assertThat(Run.of(arguments(out, 2)).exitCode()).isZero();
    assertThat(Files.readString(marked)).as("was not trained again").endsWith("mark=1\n");
    assertThat(models(out)).isEqualTo(models(whole));
    assertThat(Files.readAllBytes(out.resolve("best.smilet")))
        .isEqualTo(Files.readAllBytes(whole.resolve("best.smilet")));
  }

  /** The hash of each model that is kept, by the name of its file. */
  private static SortedMap<String, String> models(Path out) throws IOException {
    SortedMap<String, String> models = new TreeMap<>();
    if (Files.isDirectory(out.resolve("models"))) {
      try (Stream<Path> files = Files.list(out.resolve("models"))) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (name.endsWith(".smilet") && !name.startsWith(".")) {
            models.put(name, Sha256.hex(Files.readAllBytes(file)));
          }
        }
      }
    }
    return models;
  }
}
