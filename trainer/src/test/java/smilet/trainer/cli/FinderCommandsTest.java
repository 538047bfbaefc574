package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;

/** From pictures to the page about a finder, with drawn faces, which the ready-made one finds. */
final class FinderCommandsTest {
  @TempDir Path temp;

  @Test
  void composedScenesAreMeasuredAndShownOnAPage() throws Exception {
    Path faces = temp.resolve("faces");
    DrawnFaces.draw(faces, 16, 1, DatasetLoader.Progress.NONE);
    Path backgrounds = backgrounds();
    Path scenes = temp.resolve("scenes");
    Run composed = Run.of("scenes", faces, scenes, "--background", backgrounds, "--count", "12");
    assertThat(composed.exitCode()).as(composed.err()).isZero();

    Path page = temp.resolve("page.html");
    Run run = Run.of("evaluate", "finder", "finder-4k", scenes, "--json", "--report", page);
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode figures = new ObjectMapper().readTree(run.out());
    int rows = Files.readAllLines(scenes.resolve("boxes.csv")).size() - 1;
    assertThat(figures.get("pictures").asInt()).isEqualTo(12);
    assertThat(figures.get("faces").asInt()).isEqualTo(rows).isPositive();
    assertThat(figures.get("averagePrecision").asDouble()).isBetween(0.5, 1.0);
    assertThat(figures.get("finderBytes").asInt()).isEqualTo(4440);
    assertThat(page)
        .content()
        .contains("<title>", "finder-4k", "Curves", "false faces", "data:image/png;base64,")
        .doesNotContain("${", "src=\"http", "href=\"http");
  }

  @Test
  void theWholeChainIsMeasuredOnFacesWithLabels() throws Exception {
    Path faces = temp.resolve("faces");
    DrawnFaces.draw(faces, 16, 1, DatasetLoader.Progress.NONE);
    Path backgrounds = backgrounds();
    Path scenes = temp.resolve("scenes");
    Run composed = Run.of("scenes", faces, scenes, "--background", backgrounds, "--count", "30");
    assertThat(composed.exitCode()).as(composed.err()).isZero();
    Run run = Run.of("evaluate", "finder", "finder-4k", scenes, "--model", "4k-48x48", "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode figures = new ObjectMapper().readTree(run.out());
    JsonNode found = figures.get("smilesOnFoundFaces");
    JsonNode given = figures.get("smilesOnGivenFaces");
    assertThat(given.get("faces").asInt()).isEqualTo(figures.get("faces").asInt());
    assertThat(found.get("faces").asInt())
        .isEqualTo(
            (int)
                Math.round(
                    figures.get("atThreshold").get("recall").asDouble()
                        * figures.get("faces").asInt()));
    assertThat(given.get("auc").asDouble()).as("on drawn faces").isGreaterThan(0.8);
    assertThat(found.get("auc").asDouble()).isGreaterThan(0.7);
    assertThat(Run.of("evaluate", "finder", "finder-4k", scenes, "--model", "4k-48x48").out())
        .containsPattern("smiles on [0-9]+ found faces: AUC 0[.][0-9]{4}, accuracy");

    Path table = temp.resolve("unlabelled.csv");
    Files.write(
        table,
        Files.readAllLines(scenes.resolve("boxes.csv")).stream()
            .map(line -> line.replaceFirst(",[^,]*$", ""))
            .toList());
    Run unlabelled =
        Run.of("evaluate", "finder", "finder-4k", scenes, "--boxes", table, "--model", "4k-48x48");
    assertThat(unlabelled.exitCode()).isNotZero();
    assertThat(unlabelled.err()).contains("the column label of the table must say which they are");
  }

  @Test
  void aFinderLearnsFromAFolderOfPicturesWithoutLabels() throws Exception {
    Path drawn = temp.resolve("drawn");
    DrawnFaces.draw(drawn, 24, 1, DatasetLoader.Progress.NONE);
    Path faces = Files.createDirectory(temp.resolve("faces"));
    try (var pictures = Files.list(drawn.resolve("smile"))) {
      for (Path picture : pictures.toList()) {
        Files.copy(picture, faces.resolve(picture.getFileName()));
      }
    }
    Path finder = temp.resolve("finder.smilet");
    Run run = trainFinder(faces, finder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Run.of("inspect", finder).out()).contains("8v-16v-38s1v");

    Path empty = Files.createDirectory(temp.resolve("empty"));
    Run refused = trainFinder(empty, finder);
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.err()).contains("folder " + empty + " is empty").hasLineCount(1);
  }

  private Run trainFinder(Path faces, Path out) throws Exception {
    Path behind = backgrounds();
    String iterations = "--iterations=1";
    String windows = "--windows=100";
    return Run.of(
        "train", "finder", faces, "--background", behind, "--out", out, iterations, windows);
  }

  private Path backgrounds() throws Exception {
    Path backgrounds = Files.createDirectories(temp.resolve("backgrounds"));
    for (int i = 0; i < 3; i++) {
      Files.write(backgrounds.resolve(i + ".pgm"), gradient(i));
    }
    return backgrounds;
  }

  /** A grey picture that is dark on one side, with a little noise. */
  private static byte[] gradient(int seed) {
    byte[] header = "P5 160 120 255\n".getBytes(StandardCharsets.US_ASCII);
    byte[] pgm = new byte[header.length + 160 * 120];
    System.arraycopy(header, 0, pgm, 0, header.length);
    Random random = new Random(seed);
    for (int i = 0; i < 160 * 120; i++) {
      pgm[header.length + i] = (byte) (60 + i % 160 / 2 + random.nextInt(10));
    }
    return pgm;
  }
}
