package smilet.shared.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.Keys;
import smilet.shared.file.ModelFile;
import smilet.shared.file.PowerCutDisk;
import smilet.shared.file.RandomModelFiles;
import smilet.shared.file.VerificationKey;
import smilet.shared.trust.KeyList;
import smilet.shared.trust.KeyRing;

/**
 * The power is cut before, between and after all operations on the disk of everything that changes
 * a store. Whatever the medium can then hold, with torn and reordered writes, the next start finds
 * a whole and trusted current model and the whole policy, the old one or the new one.
 */
class PowerCutTest {
  private static final VerificationKey OURS = VerificationKey.of(Keys.OURS.getPublic());
  private static final VerificationKey THEIRS = VerificationKey.of(Keys.THEIRS.getPublic());
  private static final TrustPolicy TRUSTED = new TrustPolicy(Set.of(OURS));

  private static int cuts;
  private static int states;

  @TempDir Path temp;

  private final Random random = new Random(12);
  private final byte[] unsigned = RandomModelFiles.next(random).encode();
  private int folders;
  private String proven;
  private String current;
  private String newer;

  @AfterAll
  static void printCount() {
    System.out.println("power cuts: " + cuts + ", states of the medium after them: " + states);
  }

  /** One change of a store. */
  private interface Change {
    void make(ModelStore store) throws Exception;
  }

  private byte[] version(int version) throws Exception {
    return Keys.sign(RandomModelFiles.next(random).withVersion(version), 100).encode();
  }

  /** A store with two proven models of versions 4 and 5 and one of version 6. */
  private Path filled() throws Exception {
    Path folder = temp.resolve("store" + folders++);
    ModelStore store = ModelStore.openOrCreate(folder, TRUSTED);
    for (int version = 3; version <= 5; version++) {
      proven = store.install(version(version));
      store.trial().end(proven, true);
    }
    current = store.install(version(6));
    return folder;
  }

  /** Makes a change with the power cut at every moment, and checks what is left. */
  private void cutEverywhere(Change before, Change change, KeyRing... rings) throws Exception {
    Path folder = filled();
    before.make(ModelStore.open(folder, TRUSTED));
    PowerCutDisk disk = new PowerCutDisk(folder);
    change.make(ModelStore.open(disk, folder, TrustPolicy.ANYONE));
    assertThat(disk.operations()).isPositive();
    for (int done = 0; done <= disk.operations(); done++) {
      cuts++;
      for (Map<Path, byte[]> left : disk.leftByCutAfter(done)) {
        states++;
        Path restored = temp.resolve("left" + folders++);
        PowerCutDisk.restore(left, restored);
        Files.createDirectories(restored.resolve("models"));
        requireSound(restored, Set.of(rings));
      }
    }
  }

  private void requireSound(Path folder, Set<KeyRing> rings) throws Exception {
    // A disk that does not wait for the medium makes the checks fast.
    ModelStore store = ModelStore.open(new PowerCutDisk(folder), folder, TrustPolicy.ANYONE);
    assertThat(store.status().trust().ring()).as("the policy").isIn(rings);
    assertThatThrownBy(() -> store.install(unsigned)).isInstanceOf(RefusedModelException.class);
    Optional<String> blamed = store.trial().goBackFromEnded().map(ModelFailure::hash);
    if (store.status().trust().ring().keys().contains(OURS)) {
      CurrentModel now = store.current().orElseThrow();
      assertThat(now.warning()).isEmpty();
      String hash = now.model().contentHash();
      assertThat(hash).isIn(proven, current, newer).isNotIn(blamed.stream().toList());
      byte[] next = version(50);
      String installed = store.install(next);
      assertThat(store.current().orElseThrow().model().contentHash()).isEqualTo(installed);
      store.trial().begin(installed);
      store.trial().goBackFromEnded();
      assertThat(store.current().orElseThrow().model().version()).isBetween(3, 6);
    } else {
      assertThatThrownBy(store::current).isInstanceOf(RefusedModelException.class);
    }
  }

  @Test
  void ofAnInstall() throws Exception {
    byte[] next = version(7);
    newer = ModelFile.decode(next).contentHash();
    cutEverywhere(store -> {}, store -> store.install(next), TRUSTED.ring());
  }

  @Test
  void ofTheBeginOfATrial() throws Exception {
    cutEverywhere(store -> {}, store -> store.trial().begin(current), TRUSTED.ring());
  }

  @Test
  void ofAConfirmation() throws Exception {
    cutEverywhere(
        store -> store.trial().begin(current),
        store -> store.trial().end(current, true),
        TRUSTED.ring());
  }

  @Test
  void ofGoingBack() throws Exception {
    cutEverywhere(
        store -> store.trial().begin(current),
        store -> assertThat(store.trial().goBackFromEnded()).isPresent(),
        TRUSTED.ring());
  }

  @Test
  void ofAReportedFailureAndOfARollback() throws Exception {
    cutEverywhere(
        store -> store.trial().begin(current),
        store -> store.trial().reportFailure(current, "too slow"),
        TRUSTED.ring());
    cutEverywhere(store -> {}, ModelStore::rollback, TRUSTED.ring());
  }

  @Test
  void ofARevocationAndOfARotation() throws Exception {
    KeyRing theirs = new KeyRing(Set.of(THEIRS), Set.of());
    KeyList revoking = KeyList.sign(1, theirs, Keys.OURS.getPrivate(), OURS);
    cutEverywhere(store -> {}, store -> store.trust().take(revoking), TRUSTED.ring(), theirs);
    KeyRing both = new KeyRing(Set.of(OURS, THEIRS), Set.of(THEIRS));
    KeyList rotating = KeyList.sign(1, both, Keys.OURS.getPrivate(), OURS);
    cutEverywhere(store -> {}, store -> store.trust().take(rotating), TRUSTED.ring(), both);
  }

  @Test
  void ofADeliberateChange() throws Exception {
    KeyRing both = new KeyRing(Set.of(OURS, THEIRS), Set.of());
    cutEverywhere(
        store -> {}, store -> store.trust().set(Optional.empty(), both), TRUSTED.ring(), both);
  }

  /** The test itself is tested: a store that did not sync its files would be found out. */
  @Test
  void ofAStoreThatDoesNotSyncItsFilesIsNoticed() throws Exception {
    Path folder = filled();
    PowerCutDisk disk = new PowerCutDisk(folder);
    ModelStore.open(disk, folder, TRUSTED).install(version(7));
    disk.forgetSyncsOfFiles();
    List<Throwable> found = new ArrayList<>();
    for (Map<Path, byte[]> left : disk.leftByCutAfter(disk.operations())) {
      Path restored = temp.resolve("left" + folders++);
      PowerCutDisk.restore(left, restored);
      try {
        ModelStore store = ModelStore.open(restored, TRUSTED);
        if (store.current().orElseThrow().warning().isPresent()) {
          found.add(new IOException("a warning"));
        }
      } catch (IOException | RuntimeException damaged) {
        found.add(damaged);
      }
    }
    assertThat(found).isNotEmpty();
  }
}
