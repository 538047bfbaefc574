package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smilet.shared.file.ModelFile;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;

/** All commands, from drawn faces to a report, in the order in which a new user tries them. */
class WholePathTest {
  @TempDir static Path temp;
  private static Path faces;
  private static Path unseen;
  private static Path linear;
  private static Run trained;

  @BeforeAll
  static void train() throws IOException {
    faces = temp.resolve("faces");
    unseen = temp.resolve("unseen");
    DrawnFaces.draw(faces, 800, 1, DatasetLoader.Progress.NONE);
    DrawnFaces.draw(unseen, 400, 2, DatasetLoader.Progress.NONE);
    linear = temp.resolve("linear.smilet");
    trained = Run.of("train", faces, "--out", linear, "--report", temp.resolve("report.html"));
  }

  @Test
  void trainPrintsWhyItStoppedAndWhatItCost() {
    assertThat(trained.exitCode()).isZero();
    assertThat(trained.out())
        .contains(
            "stopped: ", "kept iteration", "held-out faces: AUC 0.", "cost: ", "CPU s", "bytes");
  }

  @Test
  void evaluateHasTheAgreedKeysAndTheModelHasLearned() throws IOException {
    JsonNode json = json(Run.of("evaluate", linear, unseen, "--json"));
    assertThat(json.fieldNames())
        .toIterable()
        .startsWith(
            "frames",
            "accuracy",
            "auc",
            "balancedAccuracy",
            "f1",
            "averageError",
            "roughlyRight",
            "modelBytes");
    assertThat(json.get("frames").asInt()).isEqualTo(400);
    assertThat(json.get("modelBytes").asLong()).isEqualTo(Files.size(linear));
    assertThat(json.get("auc").asDouble()).isBetween(0.75, 0.999);
    assertThat(Run.of("evaluate", linear, unseen).out()).contains("AUC", "called smile", "unsure");
  }

  @Test
  void theSameSeedWritesTheSameFileWithOneThreadOrTwo() throws IOException {
    Path one = temp.resolve("one.smilet");
    Path two = temp.resolve("two.smilet");
    for (Object[] run : new Object[][] {{one, 1}, {two, 2}}) {
      assertThat(
              Run.of(
                      "train",
                      faces,
                      "--grid",
                      "24x24",
                      "--network",
                      "4-6",
                      "--iterations",
                      "3",
                      "--out",
                      run[0],
                      "--threads",
                      run[1])
                  .exitCode())
          .isZero();
    }
    assertThat(Files.readAllBytes(two)).isEqualTo(Files.readAllBytes(one));
  }

  @ParameterizedTest
  @CsvSource({"4k, 4", "16k, 16", "64k, 64"})
  void aNetworkNamedByItsSizeHasAFileNoLarger(String network, int kibibytes) throws IOException {
    for (String grid : List.of("48x48", "64x64")) {
      Path out = temp.resolve(network + grid);
      Run run =
          Run.of(
              "train",
              faces,
              "--grid",
              grid,
              "--network",
              network,
              "--iterations",
              4,
              "--out",
              out);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(Files.size(out)).isBetween(kibibytes * 512L, kibibytes * 1024L);
    }
  }

  @Test
  void networksAreMirroredAndLearnTheirRoundingByDefault() throws IOException {
    Path out = temp.resolve("network.smilet");
    Object[] train = {"train", faces, "--grid", "24x24", "--network", "4-6", "--iterations", "4"};
    JsonNode usual = inspected(out, train);
    assertThat(usual.get("mirrored").asBoolean()).isTrue();
    assertThat(widest(usual)).isLessThanOrEqualTo(8); // 4 bits
    JsonNode plain = inspected(out, train, "--no-mirrored", "--no-rounding");
    assertThat(plain.get("mirrored").asBoolean()).isFalse();
    assertThat(widest(plain)).isGreaterThan(64); // 8 bits
    long once = plain.get("multiplyAdds").asLong();
    assertThat(usual.get("multiplyAdds").asLong()).isEqualTo(2 * once);
  }

  private static JsonNode inspected(Path out, Object[] train, Object... more) throws IOException {
    Stream<Object> words = Stream.concat(Stream.of(train), Stream.of(more));
    Run run = Run.of(Stream.concat(words, Stream.of("--out", out)).toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return json(Run.of("inspect", out, "--json"));
  }

  /** The largest weight of the last layer, without its sign. */
  private static int widest(JsonNode model) {
    int widest = 0;
    for (JsonNode weight : model.get("layers").get(2).get("weights")) {
      widest = Math.max(widest, Math.abs(weight.asInt()));
    }
    return widest;
  }

  @Test
  void theGoldenFramesOfTheFileHold() throws IOException {
    ModelFile file = ModelFile.read(linear);
    assertThat(file.goldenFrames()).hasSize(4);
    assertThat(file.failingGoldenFrames()).isEmpty();
    assertThat(file.training()).containsKey("held-out-auc");
  }

  @Test
  void inspectShowsEverything() throws IOException {
    assertThat(Run.of("inspect", linear).out())
        .contains("12x12", "linear", "thresholds", "golden frames", "holds", "sha256", "█");
    JsonNode json = json(Run.of("inspect", linear, "--json"));
    assertThat(json.get("layers").get(0).get("weights")).hasSize(144);
  }

  @Test
  void compareSetsModelsSideBySide() throws IOException {
    JsonNode json = json(Run.of("compare", linear, linear, unseen, "--json"));
    assertThat(json).hasSize(2);
    assertThat(json.get(0).get("auc")).isEqualTo(json.get(1).get("auc"));
    assertThat(json.get(0).get("multiplyAdds").asInt()).isEqualTo(144);
    assertThat(Run.of("compare", linear, unseen).out()).contains("linear.smilet", " us");
  }

  @Test
  void crossvalidateEvaluatesOnPeopleThatWereNotLearnedFrom() throws IOException {
    JsonNode json =
        json(Run.of("crossvalidate", faces, "--folds", "3", "--iterations", "60", "--json"));
    assertThat(json.get("folds")).hasSize(3);
    assertThat(json.get("auc").asDouble()).isBetween(0.7, 0.999);
    assertThat(json.get("floatAuc").asDouble() - json.get("auc").asDouble()).isLessThan(0.002);
  }

  @Test
  void theReportIsOnePageThatNeedsNoOtherFile() throws IOException {
    String html = Files.readString(temp.resolve("report.html"));
    assertThat(html.split("<svg", -1)).hasSize(5);
    assertThat(html)
        .contains(
            "data:image/png;base64,", "Training", "AUC of the float network", "The worst mistakes");
    assertThat(html.replace("http://www.w3.org/", ""))
        .doesNotContain("http:", "https:", "<script", "<link", "@import");
    assertThat(html).doesNotContainPattern("\\{[a-z]+}"); // every place is filled
    Path page = temp.resolve("later.html");
    assertThat(Run.of("report", linear, unseen, "--out", page).exitCode()).isZero();
    assertThat(Files.readString(page)).contains("linear.smilet", "train --report");
  }

  @Test
  void lessonPrintsItsRowsAsJson() throws IOException {
    JsonNode rows = json(Run.of("lesson", "--json")).get("rows");
    assertThat(rows).hasSize(101);
    assertThat(rows.get(0).get("scores").toString()).isEqualTo("[1.0,-1.0,-1.0,3.0]");
    assertThat(rows.get(100).get("roughlyRight").asInt()).isEqualTo(3);
    assertThat(Run.of("lesson", "--iterations", "5").out())
        .contains("roughly right", "in integers");
  }

  @Test
  void theStoppingRuleIsPrinted() {
    Path out = temp.resolve("stop.smilet");
    assertThat(Run.of("train", faces, "--out", out, "--until-error", "30").out())
        .contains("stopped: average error at most 30");
    assertThat(Run.of("train", faces, "--out", out, "--patience", "1").out()).contains("no gain");
    assertThat(Run.of("train", faces, "--out", out, "--time", "0.001").out())
        .contains("time budget");
  }

  private static JsonNode json(Run run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().strip().lines()).hasSize(1);
    return new ObjectMapper().readTree(run.out());
  }
}
