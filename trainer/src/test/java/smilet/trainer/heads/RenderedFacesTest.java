package smilet.trainer.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smilet.shared.error.UserError;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DatasetLoader.Progress;
import smilet.trainer.data.LoadOptions;

class RenderedFacesTest {
  @TempDir static Path temp;

  /** SHA-256 of the files in the order of their names; changes with every change to the faces. */
  private static final Map<Purpose, String> GOLDEN =
      Map.of(
          Purpose.SMILES,
          "1970705d1a1125103d485f35f901f704d430bf7180939c6e12c18c8e852bcfbb",
          Purpose.FINDING,
          "406bd2b95020f444ac2f3c46f1e5007692640f2a748fef40fffe2264e9632e52");

  private static Path headModel;

  @BeforeAll
  static void write() throws IOException {
    headModel = ToyHeadModel.write(temp.resolve("head"), false);
  }

  @Test
  void oneThreadAndTwoWriteTheSameBytes() throws Exception {
    Path one = render("one", 40, 1, 1);
    Path two = render("two", 40, 1, 2);
    assertThat(contents(two)).isEqualTo(contents(one));
  }

  @Test
  void anotherSeedRendersOtherFaces() throws Exception {
    assertThat(contents(render("seed-1", 4, 1, 1)))
        .isNotEqualTo(contents(render("seed-2", 4, 2, 1)));
  }

  @Test
  void facesToFindAreOtherFaces() throws Exception {
    Path smiles = temp.resolve("for smiles");
    Path finding = temp.resolve("for finding");
    RenderedFaces.render(smiles, headModel, series(Purpose.SMILES, 4, 1), Progress.NONE);
    RenderedFaces.render(finding, headModel, series(Purpose.FINDING, 4, 1), Progress.NONE);
    assertThat(contents(finding)).isNotEqualTo(contents(smiles)).hasSize(5);
  }

  @Test
  void theTrainerReadsWhatIsRendered() throws Exception {
    Path folder = render("read", 60, 3, 2);
    Dataset data = DatasetLoader.load(folder, LoadOptions.DEFAULT, Progress.NONE);
    assertThat(data.size()).isEqualTo(60);
    assertThat(data.smileCount()).isBetween(15, 45);
    assertThat(data.format(0).width()).isEqualTo(32);
    assertThat(data.personsKnown()).isTrue();
  }

  @Test
  void theTableListsEveryPictureAndWhatWasDrawn() throws Exception {
    Path folder = render("table", 12, 4, 2);
    List<String> lines = Files.readAllLines(folder.resolve("labels.csv"));
    assertThat(lines.getFirst()).isEqualTo(RenderedFace.COLUMNS);
    assertThat(lines).hasSize(13);
    for (String line : lines.subList(1, 13)) {
      String[] values = line.split(",", -1);
      assertThat(values).hasSize(RenderedFace.COLUMNS.split(",").length);
      assertThat(folder.resolve(values[0])).isRegularFile();
      assertThat(values[0]).startsWith(values[1] + "/");
    }
  }

  @Test
  void badArgumentsAreRefused() throws IOException {
    Path out = temp.resolve("refused");
    assertThatThrownBy(() -> RenderedFaces.Series.ofSmiles(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count must be 1 or more, was 0");
    assertThatThrownBy(() -> new RenderedFaces.Series(Purpose.SMILES, 1, 1, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size must be 16 to 256, was 8");
    assertThatThrownBy(
            () ->
                RenderedFaces.render(
                    out, temp.resolve("none"), RenderedFaces.Series.ofSmiles(1, 1), Progress.NONE))
        .isInstanceOf(UserError.class);
    assertThat(out).doesNotExist();
    Path full = Files.createDirectories(temp.resolve("not-empty"));
    Files.writeString(full.resolve("mine.txt"), "keep");
    assertThatThrownBy(
            () ->
                RenderedFaces.render(
                    full, headModel, RenderedFaces.Series.ofSmiles(1, 1), Progress.NONE))
        .isInstanceOf(UserError.class);
  }

  @ParameterizedTest
  @EnumSource
  void theRealHeadModelGivesTheSameFacesOnEveryCpu(Purpose purpose) throws Exception {
    Path real =
        Path.of(System.getProperty("smilet.headModel", "../../shared/data/ict-facekit"))
            .toAbsolutePath();
    assumeThat(Files.isDirectory(real))
        .as("the head model is absent at %s; -Dsmilet.headModel=FOLDER names it", real)
        .isTrue();
    Path folder = temp.resolve("real " + purpose);
    RenderedFaces.render(folder, real, new RenderedFaces.Series(purpose, 24, 1, 64), Progress.NONE);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String content : contents(folder).values()) {
      digest.update(content.getBytes(StandardCharsets.ISO_8859_1));
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(GOLDEN.get(purpose));
  }

  private static RenderedFaces.Series series(Purpose purpose, int count, long seed) {
    return new RenderedFaces.Series(purpose, count, seed, 32);
  }

  private static Path render(String name, int count, long seed, int threads) throws Exception {
    Path folder = temp.resolve(name);
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      pool.submit(
              () -> {
                RenderedFaces.render(
                    folder, headModel, series(Purpose.SMILES, count, seed), Progress.NONE);
                return null;
              })
          .get();
    }
    return folder;
  }

  /** The content of each file, a character per byte, in the order of the names. */
  private static Map<String, String> contents(Path folder) throws IOException {
    TreeMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        contents.put(folder.relativize(file).toString(), content);
      }
    }
    return contents;
  }
}
