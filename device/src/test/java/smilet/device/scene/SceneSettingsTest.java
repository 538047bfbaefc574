package smilet.device.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.error.UserError;
import smilet.shared.file.VerificationKey;
import smilet.shared.frame.FrameFormat;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

final class SceneSettingsTest {
  private static final FrameFormat ROOM = new FrameFormat(320, 240, 8);
  private static final FrameFormat SMALL = new FrameFormat(16, 16, 8);

  @TempDir Path folder;

  private FinderLocation at(Path file) {
    return new FinderLocation(file, TrustPolicy.ANYONE, folder.resolve("no store"));
  }

  private SceneSettings settings(Optional<Boolean> find, OptionalInt smallest) throws IOException {
    Path file = Files.write(folder.resolve("finder.smilet"), Blobs.finderFile().encode());
    return new SceneSettings(find, Optional.of(at(file)), 2, smallest);
  }

  @Test
  void aFinderOfTheUserIsUsedUnlessHeSaysNo() throws IOException {
    SceneSettings said = settings(Optional.empty(), OptionalInt.empty());
    assertThat(said.open(ROOM, true, 30)).isInstanceOf(FoundFaces.class);
    assertThat(said.open(ROOM, false, 30)).isInstanceOf(FoundFaces.class);
    SceneSettings no = settings(Optional.of(false), OptionalInt.empty());
    assertThat(no.open(ROOM, true, 30)).isInstanceOf(WholeFrame.class);
  }

  @Test
  void aSmallSensorIsTakenForOneFace() throws IOException {
    SceneSettings unsaid =
        new SceneSettings(Optional.empty(), Optional.empty(), 1, OptionalInt.empty());
    assertThat(unsaid.open(SMALL, true, 30)).isInstanceOf(WholeFrame.class);
    assertThat(unsaid.open(new FrameFormat(320, 95, 8), true, 30)).isInstanceOf(WholeFrame.class);
    assertThat(unsaid.open(ROOM, false, 30)).as("no camera").isInstanceOf(WholeFrame.class);
  }

  @Test
  void aCameraIsTakenForARoomFrom96PixelsOnWithTheReadyMadeFinder() throws IOException {
    SceneSettings unsaid =
        new SceneSettings(Optional.empty(), Optional.empty(), 1, OptionalInt.empty());
    assertThat(unsaid.open(new FrameFormat(96, 96, 8), true, 30)).isInstanceOf(FoundFaces.class);
    SceneSettings named =
        new SceneSettings(
            Optional.empty(), Optional.of(at(Path.of("finder-4k"))), 1, OptionalInt.empty());
    assertThat(named.open(ROOM, false, 30)).isInstanceOf(FoundFaces.class);
    SceneSettings no =
        new SceneSettings(Optional.of(false), Optional.empty(), 1, OptionalInt.empty());
    assertThat(no.open(ROOM, true, 30)).isInstanceOf(WholeFrame.class);
  }

  @Test
  void moreFramesPerSecondSpreadASearchOverMoreFrames() throws IOException {
    SceneSettings settings = settings(Optional.of(true), OptionalInt.of(24));
    FrameFormat large = new FrameFormat(640, 480, 8);
    int slow = ((FoundFaces) settings.open(large, true, 5)).framesPerSearch();
    int fast = ((FoundFaces) settings.open(large, true, 60)).framesPerSearch();
    assertThat(fast).isGreaterThan(slow);
    assertThat(((FoundFaces) settings.open(large, false, 60)).framesPerSearch()).isOne();
  }

  @Test
  void whatDoesNotFitIsRefusedInOneLine() throws IOException {
    SceneSettings settings = settings(Optional.of(true), OptionalInt.empty());
    assertThatThrownBy(() -> settings.open(SMALL, true, 30))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "faces are found in frames of at least 24x24 pixels, the sensor's are 16x16; use"
                + " --no-find");
    SceneSettings tiny = settings(Optional.of(true), OptionalInt.of(23));
    assertThatThrownBy(() -> tiny.open(ROOM, true, 30))
        .hasMessage("--smallest-face must be 24 to 240 for this finder and sensor, was 23");
    SceneSettings huge = settings(Optional.of(true), OptionalInt.of(241));
    assertThatThrownBy(() -> huge.open(ROOM, true, 30))
        .hasMessageContaining("--smallest-face must be 24 to 240");
  }

  @Test
  void anotherFileIsRefusedByItsName() throws IOException {
    Path model = Files.write(folder.resolve("model.smilet"), Blobs.modelFile().encode());
    for (Path file : new Path[] {model, folder.resolve("gone")}) {
      SceneSettings settings =
          new SceneSettings(Optional.empty(), Optional.of(at(file)), 1, OptionalInt.empty());
      assertThatThrownBy(() -> settings.open(ROOM, true, 30))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("finder " + file + " cannot be used: ")
          .hasMessageContaining(
              file == model ? "a smile model, not a face finder" : "no such file");
    }
  }

  @Test
  void aDeviceWithTrustedKeysTakesAFinderThatOneOfThemSigned() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    VerificationKey key = VerificationKey.of(pair.getPublic());
    Path plain = Files.write(folder.resolve("plain"), Blobs.finderFile().encode());
    Path signed =
        Files.write(
            folder.resolve("signed"),
            Blobs.finderFile().signed(pair.getPrivate(), key, 1).encode());
    VerificationKey other =
        VerificationKey.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
    Path store = folder.resolve("no store");
    TrustPolicy trust = new TrustPolicy(Set.of(key));
    assertThat(new FinderLocation(signed, trust, store).read().finder().thresholdQ16())
        .isEqualTo(Blobs.finderFile().finder().thresholdQ16());
    assertThatThrownBy(() -> new FinderLocation(plain, trust, store).read())
        .hasMessage(
            "finder %s cannot be used: the finder is not signed, and this device runs signed finders"
                    .formatted(plain)
                + " only: sign it with smilet sign");
    TrustPolicy others = new TrustPolicy(Set.of(other));
    assertThatThrownBy(() -> new FinderLocation(signed, others, store).read())
        .hasMessageEndingWith(
            "the finder is signed with key %s, which this device does not trust".formatted(key));
    assertThat(new FinderLocation(Path.of("finder-4k"), trust, store).read())
        .as("part of the program")
        .isNotNull();
  }

  @Test
  void theTrustOfTheDevicesStoreCountsForFindersToo() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path store = folder.resolve("store");
    ModelStore.openOrCreate(store, new TrustPolicy(Set.of(VerificationKey.of(pair.getPublic()))))
        .trust()
        .adopt();
    Path plain = Files.write(folder.resolve("plain"), Blobs.finderFile().encode());
    assertThatThrownBy(() -> new FinderLocation(plain, TrustPolicy.ANYONE, store).read())
        .hasMessageContaining("the finder is not signed");
  }
}
