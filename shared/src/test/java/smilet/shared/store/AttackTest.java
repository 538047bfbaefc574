package smilet.shared.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.Keys;
import smilet.shared.file.ModelFile;
import smilet.shared.file.RandomModelFiles;
import smilet.shared.file.VerificationKey;
import smilet.shared.trust.KeyList;
import smilet.shared.trust.KeyRing;

/** The attacks of The Update Framework's list, on a store that was once opened with a key. */
class AttackTest {
  private static final VerificationKey OURS = VerificationKey.of(Keys.OURS.getPublic());
  private static final VerificationKey THEIRS = VerificationKey.of(Keys.THEIRS.getPublic());
  private static final TrustPolicy TRUSTED = new TrustPolicy(Set.of(OURS));

  @TempDir Path temp;

  private final Random random = new Random(3);
  private Path folder;
  private ModelStore keyless;
  private byte[] old;
  private String newest;

  /** Version 5 runs; version 4 is an older model of the same signer. */
  @BeforeEach
  void fill() throws Exception {
    folder = temp.resolve("store");
    old = version(4);
    ModelStore store = ModelStore.openOrCreate(folder, TRUSTED);
    newest = store.install(version(5));
    store.trial().end(newest, true);
    keyless = ModelStore.open(folder, TrustPolicy.ANYONE);
  }

  private byte[] version(int version) throws Exception {
    return version(version, Keys.OURS);
  }

  private byte[] version(int version, KeyPair keys) throws Exception {
    return Keys.sign(RandomModelFiles.next(random).withVersion(version), keys, 100).encode();
  }

  private void refused(byte[] model, String reason) {
    assertThatThrownBy(() -> keyless.install(model))
        .isInstanceOf(RefusedModelException.class)
        .hasMessageContaining(reason);
  }

  private String running() throws IOException {
    return keyless.current().orElseThrow().model().contentHash();
  }

  @Test
  void rollbackByTwoInstallsWithoutKeys() throws Exception {
    refused(old, "older than the newest");
    refused(old, "older than the newest");
    assertThat(running()).isEqualTo(newest);
  }

  @Test
  void rollbackByRollingBackTwice() throws Exception {
    String unproven = keyless.install(version(6));
    String last = keyless.install(version(7));
    assertThat(keyless.rollback()).as("passes by what has not proven itself").isEqualTo(newest);
    assertThatThrownBy(keyless::rollback).isInstanceOf(RefusedModelException.class);
    assertThat(keyless.status().before()).contains(unproven, last);
    assertThat(running()).isEqualTo(newest);
  }

  @Test
  void rollbackByDeletingTheState() throws Exception {
    plant(old);
    Files.delete(folder.resolve("state"));
    assertThat(running()).isEqualTo(newest);
    refused(old, "older than the newest");
  }

  @Test
  void rollbackByForgingTheState() throws Exception {
    String hash = plant(old);
    Files.write(
        folder.resolve("state"),
        SealedText.encode("smilet-store 2", List.of("current " + hash, "before " + newest)));
    assertThat(running()).isEqualTo(newest);
    Files.write(
        folder.resolve("state"),
        SealedText.encode(
            StoreState.HEADER_1,
            List.of("current " + hash, "before " + newest, "went-back " + hash)));
    assertThat(running()).isEqualTo(newest);
  }

  @Test
  void rollbackByDeletingTheTrust() throws Exception {
    String hash = plant(old);
    Files.delete(folder.resolve("trust"));
    refused(old, "missing or damaged");
    assertThatThrownBy(() -> keyless.load(hash)).hasMessageContaining("missing or damaged");
    ModelStore configured = ModelStore.open(folder, TRUSTED);
    assertThat(configured.load(newest).contentHash()).isEqualTo(newest);
    assertThatThrownBy(() -> configured.load(hash)).hasMessageContaining("older than the newest");
  }

  @Test
  void rollbackByAModelFileThatIsNotInTheStore() throws Exception {
    ModelFile file = ModelFile.decode(old);
    assertThatThrownBy(() -> ModelStore.requireAllowed(file, folder, TrustPolicy.ANYONE))
        .hasMessageContaining("older than the newest");
    ModelFile unsigned = RandomModelFiles.next(random);
    assertThatThrownBy(() -> ModelStore.requireAllowed(unsigned, folder, TrustPolicy.ANYONE))
        .hasMessageContaining("not signed");
    ModelStore.requireAllowed(ModelFile.decode(version(5)), folder, TrustPolicy.ANYONE);
  }

  @Test
  void fastForwardByAClockFarAhead() throws Exception {
    ModelFile ahead = RandomModelFiles.next(random).withVersion(6);
    keyless.install(Keys.sign(ahead, Long.MAX_VALUE).encode());
    assertThat(keyless.install(version(7))).isEqualTo(running());
  }

  @Test
  void fastForwardByTheHighestVersionIsUndoneByAHuman() throws Exception {
    keyless.install(version(ModelFile.MAX_VERSION));
    byte[] next = version(6);
    refused(next, "older than the newest");
    keyless.trust().forgetVersions();
    assertThat(keyless.install(next)).isEqualTo(running());
  }

  @Test
  void fastForwardByAStolenKeyIsUndoneByRevokingIt() throws Exception {
    keyless.install(version(ModelFile.MAX_VERSION));
    take(1, new KeyRing(Set.of(THEIRS), Set.of()), Keys.OURS, OURS);
    assertThat(keyless.install(version(1, Keys.THEIRS))).isEqualTo(running());
  }

  @Test
  void freezeCannotBeSeenButTheVersionIsTold() throws Exception {
    assertThat(keyless.status().trust().newestVersion()).isEqualTo(5);
    assertThat(keyless.status().newestSignedEpochSeconds()).hasValue(100);
  }

  @Test
  void endlessData() throws Exception {
    for (String name : List.of("state", "trust")) {
      Path file = folder.resolve(name);
      Files.delete(file);
      Files.createSymbolicLink(file, Path.of("/dev/zero"));
      ModelStore configured = ModelStore.open(folder, TRUSTED);
      assertThat(configured.current().orElseThrow().model().contentHash()).isEqualTo(newest);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyList.decode(new byte[KeyList.MAX_BYTES + 1]));
  }

  @Test
  void wrongDevice() throws Exception {
    keyless.trust().set(Optional.of("front door"), new KeyRing(Set.of(OURS), Set.of()));
    ModelFile model = RandomModelFiles.next(random).withVersion(9);
    refused(Keys.sign(model, 1).encode(), "no kind of device");
    refused(Keys.sign(model.madeFor("back door"), 1).encode(), "only models for \"front door\"");
    byte[] signed = Keys.sign(model.madeFor("front door"), 1).encode();
    assertThat(keyless.install(signed)).isEqualTo(running());
  }

  @Test
  void aKindThatIsForgedAfterSigningIsNoticed() throws Exception {
    ModelFile model = Keys.sign(RandomModelFiles.next(random).madeFor("a"), 1);
    ModelFile forged =
        new ModelFile(
            model.model(),
            model.thresholds(),
            model.madeFor("b").training(),
            model.goldenFrames(),
            model.signature());
    byte[] bytes = forged.encode();
    assertThatThrownBy(() -> ModelFile.decode(bytes)).hasMessageContaining("forged");
  }

  @Test
  void keyCompromiseIsEndedByASignedListAndNotBegunByOne() throws Exception {
    keyless
        .trust()
        .set(Optional.empty(), new KeyRing(Set.of(OURS), Set.of(THEIRS))); // THEIRS signs lists
    KeyRing thiefs = new KeyRing(Set.of(OURS), Set.of(OURS));
    KeyList byThief = KeyList.sign(1, thiefs, Keys.OURS.getPrivate(), OURS);
    assertThatThrownBy(() -> keyless.trust().take(byThief)).hasMessageContaining("may not sign");
    take(1, new KeyRing(Set.of(THEIRS), Set.of(THEIRS)), Keys.THEIRS, THEIRS);
    refused(version(99), "revoked it");
    assertThatThrownBy(keyless::current).hasMessageContaining("revoked it");
    assertThatThrownBy(keyless::rollback).isInstanceOf(IOException.class);
    ModelStore configured = ModelStore.open(folder, TRUSTED);
    assertThatThrownBy(() -> configured.load(newest)).isInstanceOf(RefusedModelException.class);
    assertThat(keyless.install(version(1, Keys.THEIRS))).isEqualTo(running());
  }

  @Test
  void anOlderListDoesNotBringARevokedKeyBack() throws Exception {
    KeyRing both = new KeyRing(Set.of(OURS, THEIRS), Set.of());
    KeyList first = KeyList.sign(1, both, Keys.OURS.getPrivate(), OURS);
    keyless.trust().take(first);
    take(2, new KeyRing(Set.of(THEIRS), Set.of()), Keys.THEIRS, THEIRS);
    KeyList again = KeyList.sign(2, both, Keys.THEIRS.getPrivate(), THEIRS);
    assertThatThrownBy(() -> keyless.trust().take(again)).hasMessageContaining("not newer");
    assertThatThrownBy(() -> keyless.trust().take(first)).hasMessageContaining("may not sign");
    assertThat(keyless.status().trust().listVersion()).isEqualTo(2);
  }

  @Test
  void aListOfAStrangerAndAForgedOneAreRefused() throws Exception {
    KeyRing theirs = new KeyRing(Set.of(THEIRS), Set.of());
    KeyList strangers = KeyList.sign(1, theirs, Keys.THEIRS.getPrivate(), THEIRS);
    assertThatThrownBy(() -> keyless.trust().take(strangers)).hasMessageContaining("may not sign");
    String forged = strangers.text().replace("version 1", "version 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyList.decode(forged.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .withMessageContaining("forged");
  }

  @Test
  void fourUnsignedInstallsEvictNothing() throws Exception {
    for (int i = 0; i < 4; i++) {
      refused(RandomModelFiles.next(random).encode(), "not signed");
    }
    assertThat(running()).isEqualTo(newest);
  }

  @Test
  void whoInstallsWithAnotherKeyWidensNothing() throws Exception {
    ModelStore theirs = ModelStore.open(folder, new TrustPolicy(Set.of(THEIRS)));
    byte[] model = version(9, Keys.THEIRS);
    assertThatThrownBy(() -> theirs.install(model)).isInstanceOf(RefusedModelException.class);
    assertThat(keyless.status().trust().ring().keys()).containsExactly(OURS);
  }

  @Test
  void weakKeysAreRefused() {
    for (String weak :
        List.of(
            "0".repeat(64),
            "01" + "0".repeat(62),
            "ec" + "f".repeat(60) + "7f",
            "ed" + "f".repeat(60) + "7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new VerificationKey(weak))
          .withMessageContaining("is weak");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VerificationKey("02" + "0".repeat(62)))
        .withMessageContaining("none of Ed25519");
  }

  @Test
  void aStoreThatEverybodyCanChangeIsTold() throws Exception {
    assertThat(keyless.warnings()).isEmpty();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(keyless.warnings()).singleElement().asString().contains("chmod o-w " + folder);
  }

  private void take(int version, KeyRing ring, KeyPair signer, VerificationKey key)
      throws Exception {
    assertThat(keyless.trust().take(KeyList.sign(version, ring, signer.getPrivate(), key)))
        .isTrue();
  }

  private String plant(byte[] model) throws Exception {
    String hash = ModelFile.decode(model).contentHash();
    Files.write(folder.resolve("models/" + hash + ".smilet"), model);
    return hash;
  }
}
