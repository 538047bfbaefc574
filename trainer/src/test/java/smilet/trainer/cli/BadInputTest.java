package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.DrawnFaces;

/**
 * Every bad input ends with exit code 2 and one line that says what is wrong and where; no file is
 * written.
 */
class BadInputTest {
  @TempDir Path temp;
  private Path faces;
  private Path out;

  @BeforeEach
  void drawFaces() throws IOException {
    faces = temp.resolve("faces");
    DrawnFaces.draw(faces, 40, 1, DatasetLoader.Progress.NONE);
    out = temp.resolve("out.smilet");
  }

  @Test
  void aMissingFolderIsRefused() {
    refused(train(temp.resolve("nowhere")), "no such folder or file: ", "nowhere");
  }

  @Test
  void anEmptyClassFolderIsRefused() throws IOException {
    Path data = temp.resolve("data");
    Files.createDirectories(data.resolve("smile"));
    Files.createDirectories(data.resolve("not-smile"));
    refused(train(data), "folder ", "/smile is empty");
  }

  @Test
  void dataWithOneClassIsRefused() throws IOException {
    Path table = table("smile,1,2,3,4\nsmile,1,2,3,5\n");
    refused(train(table), "2 faces, none of them not-smile: both classes are needed");
    Path data = temp.resolve("data");
    Files.createDirectories(data.resolve("smile"));
    refused(train(data), "has no folder \"not-smile\"", "--smile-name");
  }

  @Test
  void aBrokenPictureIsRefusedOrSkipped() throws IOException {
    Path broken = firstSmile();
    Files.writeString(broken, "this is no picture");
    refused(train(faces), broken.toString(), "--skip-broken");
    Run skipped = train(faces, "--skip-broken", "--iterations", "3");
    assertThat(skipped.exitCode()).isZero();
    assertThat(skipped.err()).contains("broken pictures left out: 1");
  }

  @Test
  void picturesMayDifferInSize() throws IOException {
    byte[] pgm = new byte[15 + 20 * 30];
    System.arraycopy(
        "P5 20 30 255\n\0\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, pgm, 0, 15);
    pgm[100] = 55;
    Path data = temp.resolve("mixed");
    Files.createDirectories(data.resolve("smile"));
    Files.createDirectories(data.resolve("not-smile"));
    Files.write(data.resolve("smile/a.pgm"), pgm);
    Files.copy(firstSmile(), data.resolve("not-smile/b.png"));
    assertThat(train(data, "--iterations", "3").exitCode()).isZero();
  }

  @Test
  void aRowOfAnotherLengthIsRefused() throws IOException {
    refused(train(table("smile,1,2,3,4\nnot-smile,1,2,3\n")), "line 2", "4 values", "5");
  }

  @Test
  void aRowThatIsNotSquareIsRefused() throws IOException {
    refused(train(table("smile,1,2,3\nnot-smile,1,2,3\n")), "line 1", "3 pixels", "--rows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "-1", "256", "Infinity", "x", ""})
  void aPixelThatIsNotInRangeIsRefused(String pixel) throws IOException {
    Path table = table("smile,1,2,3,4\nnot-smile,1,2," + pixel + ",4\n");
    refused(train(table), "line 2", "pixel 2 must be", pixel);
  }

  @Test
  void anUnknownLabelIsRefused() throws IOException {
    refused(train(table("smile,1,2,3,4\ngrin,1,2,3,4\n")), "line 2", "\"grin\"", "--smile-name");
  }

  @Test
  void aTableWithAMissingPictureIsRefused() throws IOException {
    Files.writeString(
        faces.resolve("labels.csv"), "file,label\nnone.png,smile\nno.png,not-smile\n");
    refused(train(faces), ".png: no such file");
  }

  @Test
  void aTableWithoutARequiredColumnIsRefused() throws IOException {
    Files.writeString(faces.resolve("labels.csv"), "picture,label\nnone.png,smile\n");
    refused(train(faces), "labels.csv line 1", "\"file\"");
  }

  @Test
  void aGridLargerThanThePicturesIsRefused() {
    refused(train(faces, "--grid", "65x64"), "grid 65x64 is larger than", "64x64", "--grid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "0x12", "129x12", "axb", "12x12x12"})
  void aGridThatCannotBeParsedIsRefused(String grid) {
    refused(train(faces, "--grid", grid), "grid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.1", "NaN"})
  void aLearningRateMustBePositive(String rate) {
    refused(
        train(faces, "--learning-rate", rate), "--learning-rate must be a number above 0, was ");
  }

  @Test
  void trainingThatDivergesSaysWhatToTry() {
    refused(
        train(faces, "--optimiser", "descent", "--learning-rate", "1e6"),
        "training diverged",
        "learning rate 1000000",
        "try ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--iterations=0",
        "--iterations=many",
        "--network=8-x",
        "--network=0",
        "--held-out=1",
        "--weight-bits=9",
        "--batch=0",
        "--batch=x",
        "--patience=0",
        "--time=0",
        "--threads=0",
        "--smile-weight=0",
        "--decide=never",
        "--decide=precision=2",
        "--normalisation=some",
        "--until-error=0",
        "--no-such-option",
        "--optimiser=guess",
        "--momentum=1 --optimiser=descent"
      })
  void anOptionOutOfRangeIsRefused(String option) {
    refused(train(faces, option.split(" ", -1)), "smilet: ");
  }

  @Test
  void aDamagedModelIsRefused() throws IOException {
    Path model = temp.resolve("model.smilet");
    assertThat(Run.of("train", faces, "--out", model, "--iterations", "3").exitCode()).isZero();
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Files.write(model, bytes);
    for (Object[] command :
        new Object[][] {
          {"evaluate", model, faces},
          {"inspect", model},
          {"compare", model, faces},
          {"report", model, faces, "--out", out}
        }) {
      refused(Run.of(command), "model", "byte");
    }
  }

  @Test
  void aMissingModelIsRefused() {
    refused(Run.of("inspect", temp.resolve("none.smilet")), "no such file", "none.smilet");
  }

  @Test
  void facesSmallerThanTheModelsGridAreRefused() throws IOException {
    Path model = temp.resolve("model.smilet");
    assertThat(Run.of("train", faces, "--out", model, "--iterations", "3").exitCode()).isZero();
    Path table = table("smile,1,2,3,4\nnot-smile,4,3,2,1\n");
    refused(Run.of("evaluate", model, table), "grid 12x12 is larger than line 1, which is 2x2");
  }

  @Test
  void anOutputThatCannotBeWrittenIsRefused() throws IOException {
    refused(
        Run.of("train", faces, "--out", temp.resolve("no/such/out.smilet")),
        "cannot write",
        "there is no folder");
    refused(Run.of("train", faces, "--out", temp), "cannot write", "it is a folder");
    refused(Run.of("train", faces, "--out", "/dev/full"), "cannot write /dev/full");
  }

  @Test
  void facesAreNotDrawnIntoAFolderThatIsNotEmpty() throws IOException {
    String before = Files.readString(faces.resolve("labels.csv"));
    refused(Run.of("faces", faces, "--count", "5"), "exists already");
    assertThat(Files.readString(faces.resolve("labels.csv"))).isEqualTo(before);
  }

  @Test
  void missingArgumentsAreNamed() {
    refused(Run.of("train", faces), "--out", "--help");
    refused(Run.of("evaluate"), "MODEL", "--help");
    refused(Run.of("tarin"), "tarin");
  }

  private Run train(Path data, String... options) {
    Object[] args = new Object[4 + options.length];
    args[0] = "train";
    args[1] = data;
    args[2] = "--out";
    args[3] = out;
    System.arraycopy(options, 0, args, 4, options.length);
    return Run.of(args);
  }

  private void refused(Run run, String... parts) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.errors()).as(run.err()).hasSize(1);
    assertThat(run.err()).doesNotContain("\tat ", "Exception");
    assertThat(run.errors().getFirst()).contains(parts);
    assertThat(run.out()).isEmpty();
    assertThat(out).doesNotExist();
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path table(String content) throws IOException {
    return Files.writeString(temp.resolve("table.csv"), content);
  }

  private Path firstSmile() throws IOException {
    try (Stream<Path> files = Files.list(faces.resolve("smile"))) {
      return files.sorted().findFirst().orElseThrow();
    }
  }
}
