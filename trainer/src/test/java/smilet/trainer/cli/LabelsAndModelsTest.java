package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.ModelFile;
import smilet.shared.ready.ReadyModel;
import smilet.shared.ready.ReadyModels;
import smilet.trainer.heads.ToyHeadModel;

/**
 * Ready-made models by name, figures per group, doubtful labels, and rendered faces in training.
 */
class LabelsAndModelsTest {
  private static final int FACES = 240;
  private static final int WRONG = 8;

  @TempDir static Path temp;
  private static Path faces;
  private static Path headModel;

  /** Faces whose label was turned round. */
  private static final Set<String> WRONG_FACES = new HashSet<>();

  @BeforeAll
  static void render() throws IOException {
    headModel = ToyHeadModel.write(temp.resolve("head"), false);
    faces = temp.resolve("faces");
    Run run =
        Run.of(
            "faces", "rendered", faces, "--head-model", headModel, "--count", FACES, "--seed", 5);
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> lines = Files.readAllLines(faces.resolve("labels.csv"));
    List<String> turned = new ArrayList<>(List.of(lines.getFirst()));
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      if (i <= WRONG) {
        cells[1] = cells[1].equals("smile") ? "not-smile" : "smile";
        WRONG_FACES.add(cells[0]);
      }
      turned.add(String.join(",", cells));
    }
    Files.write(faces.resolve("labels.csv"), turned);
  }

  private static JsonNode json(Run run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void modelsListsEveryReadyMadeModel() throws IOException {
    JsonNode list = json(Run.of("models", "--json"));
    assertThat(list).hasSameSizeAs(ReadyModels.all());
    String table = Run.of("models").out();
    for (ReadyModel model : ReadyModels.all()) {
      assertThat(table).contains(model.name());
    }
  }

  @Test
  void readyMadeModelsAreKnownByNameAndReadyIsTheOneThatFits() throws IOException {
    String fitting = ReadyModels.all().getFirst().name();
    assertThat(json(Run.of("evaluate", "ready", faces, "--json")))
        .isEqualTo(json(Run.of("evaluate", fitting, faces, "--json")));
    assertThat(Run.of("compare", "ready", "linear-8x8", faces).out()).contains("linear-8x8");
    assertThat(Run.of("inspect", "linear-8x8").out()).contains("8x8");
    Path page = temp.resolve("ready.html");
    Run report = Run.of("report", "ready", faces, "--out", page, "--by", "tone,yaw");
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(Files.readString(page)).contains("Groups", "tone ", "yaw ", "against all faces");
    Run store = Run.of("flash", "linear-8x8", temp.resolve("store") + "/");
    assertThat(store.exitCode()).as(store.err()).isZero();
  }

  @Test
  void aFileComesBeforeAReadyMadeModelOfTheSameName() {
    Run run = Run.of("inspect", "no-such-model");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("no-such-model");
  }

  @Test
  void evaluateTellsGroupsApart() throws IOException {
    JsonNode json = json(Run.of("evaluate", "ready", faces, "--by", "tone,yaw", "--json"));
    int tones = 0;
    int yaws = 0;
    for (JsonNode group : json.get("groups")) {
      if (group.get("column").asText().equals("tone")) {
        tones += group.get("frames").asInt();
      } else {
        yaws += group.get("frames").asInt();
      }
    }
    assertThat(tones).isEqualTo(FACES);
    assertThat(yaws).isEqualTo(FACES);
    assertThat(Run.of("evaluate", "ready", faces, "--by", "tone").out()).contains("against all");
    Run wrong = Run.of("evaluate", "ready", faces, "--by", "hat");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("--by", "\"hat\"", "tone");
  }

  @Test
  void auditFindsWrongLabelsAndCorrectionsMendThem() throws IOException {
    Path second = temp.resolve("second.csv");
    List<String> opinions = new ArrayList<>(List.of("file,label"));
    for (String line : Files.readAllLines(faces.resolve("labels.csv")).subList(1, FACES + 1)) {
      String[] cells = line.split(",", -1);
      boolean smile = cells[1].equals("smile") != WRONG_FACES.contains(cells[0]);
      opinions.add(cells[0] + "," + (smile ? "smile" : "not-smile"));
    }
    Files.write(second, opinions);
    Path page = temp.resolve("audit.html");
    JsonNode json =
        json(Run.of("audit", faces, "--second", second, "--folds", 2, "--out", page, "--json"));
    Set<String> doubtful = new HashSet<>();
    json.get("doubts").forEach(doubt -> doubtful.add(doubt.get("face").asText()));
    assertThat(json.get("agreed").asInt()).isEqualTo(FACES - WRONG);
    assertThat(doubtful).hasSizeLessThan(FACES / 2);
    doubtful.retainAll(WRONG_FACES);
    assertThat(doubtful).hasSizeGreaterThan(WRONG / 2);
    assertThat(Files.readString(page)).contains("data-name=\"" + doubtful.iterator().next());

    Path corrections = temp.resolve("corrections.csv");
    List<String> flips = new ArrayList<>(List.of("file,correction"));
    WRONG_FACES.forEach(face -> flips.add(face + ",flip"));
    Files.write(corrections, flips);
    JsonNode corrected =
        json(
            Run.of(
                "evaluate",
                "ready",
                faces,
                "--corrections",
                corrections,
                "--second",
                second,
                "--json"));
    assertThat(corrected.get("agreed").get("frames").asInt()).isEqualTo(FACES);
    assertThat(corrected.get("agreed").get("auc")).isEqualTo(corrected.get("auc"));
    Run audit = Run.of("audit", faces, "--folds", 0, "--out", page, "--corrections", corrections);
    assertThat(audit.exitCode()).as(audit.err()).isZero();
  }

  @Test
  void trainingLearnsFromRenderedFacesToo() throws IOException {
    Path alone = temp.resolve("alone.smilet");
    Path mixed = temp.resolve("mixed.smilet");
    assertThat(Run.of("train", faces, "--out", alone, "--iterations", 5).exitCode()).isZero();
    Run run =
        Run.of(
            "train",
            faces,
            "--out",
            mixed,
            "--iterations",
            5,
            "--with-rendered",
            100,
            "--head-model",
            headModel);
    assertThat(run.exitCode()).as(run.err()).isZero();
    ModelFile file = ModelFile.read(mixed);
    int real = Integer.parseInt(ModelFile.read(alone).training().get("frames"));
    assertThat(file.training()).containsEntry("frames", String.valueOf(real + 100));
    assertThat(file.training().get("held-out"))
        .isEqualTo(ModelFile.read(alone).training().get("held-out"));
    Run folds =
        Run.of(
            "crossvalidate",
            faces,
            "--folds",
            2,
            "--iterations",
            3,
            "--with-rendered",
            50,
            "--head-model",
            headModel);
    assertThat(folds.exitCode()).as(folds.err()).isZero();
  }

  /**
   * The cheapest shipped model, made again from its recipe. The expensive ones are made again by
   * hand: {@code smilet models rebuild}.
   */
  @Test
  void theCheapestModelIsMadeAgainToTheByte() throws IOException {
    Path published =
        Path.of(System.getProperty("smilet.headModel", "../../shared/data/ict-facekit"));
    assumeThat(published).as("the head model ICT-FaceKit").isDirectory();
    Path out = temp.resolve("rebuilt");
    Run run = Run.of("models", "rebuild", "linear-8x8", "--head-model", published, "--out", out);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(Files.readAllBytes(out.resolve("linear-8x8.smilet")))
        .isEqualTo(ReadyModels.named("linear-8x8").orElseThrow().bytes());
  }
}
