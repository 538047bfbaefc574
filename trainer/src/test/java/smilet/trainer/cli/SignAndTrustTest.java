package smilet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.FinderFile;
import smilet.shared.file.ModelFile;
import smilet.shared.ready.ReadyFinder;
import smilet.shared.ready.ReadyModels;
import smilet.shared.trust.KeyList;

class SignAndTrustTest {
  @TempDir Path temp;

  private Path model;
  private Path key;

  @BeforeEach
  void make() throws Exception {
    model = temp.resolve("m.smilet");
    key = temp.resolve("mine");
    Files.write(model, ReadyModels.named("linear-8x8").orElseThrow().file().encode());
    assertThat(Run.of("keys", key).exitCode()).isZero();
  }

  @Test
  void eachSignatureOfAKeyHasAHigherVersionWhateverTheClockSays() throws Exception {
    sign("--at", "2031-01-01T00:00:00Z");
    assertThat(ModelFile.read(model).version()).isEqualTo(1);
    sign("--at", "2026-01-01T00:00:00Z");
    assertThat(ModelFile.read(model).version()).isEqualTo(2);
    sign("--model-version", "7");
    sign("--model-version", "3");
    assertThat(ModelFile.read(model).version()).isEqualTo(3);
    assertThat(sign().out()).contains("version 8");
    assertThat(Run.of("inspect", model).out()).containsPattern("version +8");
    Files.writeString(temp.resolve("mine.version"), "many");
    assertThat(Run.of("sign", model, "--key", key).err())
        .hasLineCount(1)
        .contains("mine.version must hold the last version");
  }

  @Test
  void theKindOfDeviceIsInTheFileAndShown() throws Exception {
    sign("--for", "front door");
    assertThat(ModelFile.read(model).madeFor()).contains("front door");
    assertThat(Run.of("inspect", model).out()).containsPattern("for +front door");
  }

  @Test
  void theCropAroundAFoundFaceIsInTheFileAndShown() throws Exception {
    assertThat(ModelFile.read(model).cropPercent()).isEqualTo(ModelFile.USUAL_CROP_PERCENT);
    sign("--crop", "130");
    assertThat(ModelFile.read(model).cropPercent()).isEqualTo(130);
    assertThat(Run.of("inspect", model).out()).containsPattern("crop +130");
  }

  @Test
  void aFaceFinderIsSignedAndShown() throws Exception {
    Path finder = temp.resolve("f.smilet");
    FinderFile ready = ReadyFinder.all().getFirst().file();
    Files.write(finder, ready.encode());
    Run signed = Run.of("sign", finder, "--key", key, "--at", "2026-01-01T00:00:00Z");
    assertThat(signed.err()).isEmpty();
    FinderFile file = FinderFile.read(finder);
    assertThat(new FinderFile(file.finder(), file.training(), file.goldenPictures()).encode())
        .isEqualTo(ready.encode());
    String hex = file.signature().orElseThrow().key().hex();
    assertThat(signed.out()).isEqualTo(finder + " is signed by " + hex + System.lineSeparator());
    assertThat(Run.of("inspect", finder).out())
        .contains("face finder", "signature       by " + hex, "faces 1  holds")
        .containsPattern("seed +1");
    assertThat(Run.of("inspect", finder, "--json").out())
        .contains("\"windowSide\"", "\"signature\"", file.contentHash());
    assertThat(Run.of("inspect", "finder-8k").out()).contains("signature       none");
    assertThat(Run.of("sign", finder, "--key", key, "--for", "x").err())
        .hasLineCount(1)
        .contains("--for and --crop are for smile models; " + finder + " is a face finder");
  }

  @Test
  void signingKeepsTheModeOfTheFile() throws Exception {
    for (String mode : new String[] {"rw-rw----", "rw-r--r--", "r--------"}) {
      Files.setPosixFilePermissions(model, PosixFilePermissions.fromString(mode));
      Path out = temp.resolve("out-" + mode);
      sign("--out", out.toString());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out))).isEqualTo(mode);
    }
    Files.setPosixFilePermissions(model, PosixFilePermissions.fromString("rw-rw----"));
    sign();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(model)))
        .isEqualTo("rw-rw----");
  }

  @Test
  void aSecretKeyThatEverybodyCanReadIsTold() throws Exception {
    assertThat(sign().err()).isEmpty();
    Path secret = temp.resolve("mine.key");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(sign().err()).hasLineCount(1).contains("can read the secret key", "chmod 600");
  }

  @Test
  void aListOfKeysIsSignedAndReadsBack() throws Exception {
    assertThat(Run.of("keys", temp.resolve("new")).exitCode()).isZero();
    String next = Files.readString(temp.resolve("new.pub")).strip();
    Path list = temp.resolve("list");
    Run run =
        Run.of("trust", "--key", key, "--list-version", 4, "--trusted-key", next, "--out", list);
    assertThat(run.exitCode()).as(run.err()).isZero();
    KeyList read = KeyList.decode(Files.readAllBytes(list));
    assertThat(read.version()).isEqualTo(4);
    assertThat(read.ring().keys()).singleElement().hasToString(next);
    assertThat(read.signer()).hasToString(Files.readString(temp.resolve("mine.pub")).strip());
  }

  private Run sign(String... options) {
    Object[] words = new Object[4 + options.length];
    System.arraycopy(new Object[] {"sign", model, "--key", key}, 0, words, 0, 4);
    System.arraycopy(options, 0, words, 4, options.length);
    Run run = Run.of(words);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }
}
