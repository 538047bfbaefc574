package smilet.shared.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smilet.shared.frame.Grid;

/**
 * Files that were written once and are kept: Smilet must always read them and give the same logits.
 * {@link #main} wrote them; run it only to add files of a newer format, never to replace these.
 */
class GoldenFilesTest {
  @ParameterizedTest
  @CsvSource({
    "linear-v1.smilet, 07de5b4c06859b8f95847a51ae0ff1f89865fdc6efc4a5fde7660ddd4c7d404a",
    "convolution-v1.smilet, 6c1770fe577eff74288bbc5c4b041f0156e91e63324bffa0c524fa113ec9bb95",
    "mirrored-v2.smilet, c88e29d51811afd84d8175377a6d3d8d686b172f5035fca1224aa98c97872510"
  })
  void filesOfEarlierBuildsLoadAndAnswerAsTheyDid(String name, String contentHash)
      throws IOException {
    ModelFile file = ModelFile.decode(resource(name));
    assertThat(file.contentHash()).isEqualTo(contentHash);
    assertThat(file.goldenFrames()).isNotEmpty();
    assertThat(file.failingGoldenFrames()).isEmpty();
  }

  @Test
  void theseAreStillTheBytesThatTheirContentGives() throws IOException {
    assertThat(linear().encode()).isEqualTo(resource("linear-v1.smilet"));
    assertThat(convolution().encode()).isEqualTo(resource("convolution-v1.smilet"));
    assertThat(mirrored().encode()).isEqualTo(resource("mirrored-v2.smilet"));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = GoldenFilesTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static ModelFile linear() {
    return RandomModelFiles.next(new Random(101), new Grid(6, 6), false, 0);
  }

  private static ModelFile convolution() {
    return RandomModelFiles.next(new Random(102), new Grid(8, 8), false, 2);
  }

  private static ModelFile mirrored() {
    return RandomModelFiles.next(new Random(103), new Grid(9, 7), true, 2);
  }

  /** Writes the files into the folder given. */
  static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Files.write(folder.resolve("linear-v1.smilet"), linear().encode());
    Files.write(folder.resolve("convolution-v1.smilet"), convolution().encode());
    Files.write(folder.resolve("mirrored-v2.smilet"), mirrored().encode());
  }
}
