package smilet.shared.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.Keys;
import smilet.shared.file.ModelFile;
import smilet.shared.file.RandomModelFiles;
import smilet.shared.file.VerificationKey;

class TrustPolicyTest {
  private static final TrustPolicy OURS =
      new TrustPolicy(Set.of(VerificationKey.of(Keys.OURS.getPublic())));

  @TempDir Path temp;

  private final Random random = new Random(2);
  private ModelStore store;

  @BeforeEach
  void open() throws IOException {
    store = ModelStore.openOrCreate(temp.resolve("store"), OURS);
  }

  @Test
  void aModelSignedByATrustedKeyIsTaken() throws Exception {
    String hash = store.install(signedAt(100));
    assertThat(store.current().orElseThrow().model().contentHash()).isEqualTo(hash);
    assertThat(store.status().newestSignedEpochSeconds()).hasValue(100);
  }

  @Test
  void anUnsignedModelIsRefused() {
    byte[] unsigned = RandomModelFiles.next(random).encode();
    assertThatThrownBy(() -> store.install(unsigned))
        .isInstanceOf(RefusedModelException.class)
        .hasMessageContaining("not signed");
  }

  @Test
  void aModelSignedByAnotherKeyIsRefused() throws Exception {
    byte[] theirs = Keys.sign(RandomModelFiles.next(random), Keys.THEIRS, 100).encode();
    assertThatThrownBy(() -> store.install(theirs))
        .isInstanceOf(RefusedModelException.class)
        .hasMessageContaining("does not trust");
  }

  @Test
  void anOlderModelIsRefusedAlsoAfterReopening() throws Exception {
    String newer = store.install(signedAt(200));
    byte[] older = signedAt(199);
    ModelStore reopened = ModelStore.open(temp.resolve("store"), OURS);
    assertThatThrownBy(() -> reopened.install(older))
        .isInstanceOf(RefusedModelException.class)
        .hasMessageContaining("signed at 1970-01-01T00:03:19Z")
        .hasMessageContaining("older than the newest");
    assertThat(reopened.currentHash()).contains(newer);
  }

  @Test
  void rollingBackToAnOlderModelThatHasProvenItselfIsAllowedButLiftsNothing() throws Exception {
    String older = store.install(signedAt(100));
    store.trial().end(older, true);
    store.install(signedAt(200));
    assertThat(store.rollback()).isEqualTo(older);
    assertThat(store.current().orElseThrow().model().contentHash()).isEqualTo(older);
    byte[] between = signedAt(150);
    assertThatThrownBy(() -> store.install(between)).isInstanceOf(RefusedModelException.class);
  }

  @Test
  void aStoreRemembersItsKeysSoAnInstallWithoutKeysIsHeldToThem() throws Exception {
    String newer = store.install(signedAt(200));
    ModelStore keyless = ModelStore.open(temp.resolve("store"), TrustPolicy.ANYONE);
    byte[] older = signedAt(100);
    assertThatThrownBy(() -> keyless.install(older))
        .isInstanceOf(RefusedModelException.class)
        .hasMessageContaining("older than the newest");
    CurrentModel current = store.current().orElseThrow();
    assertThat(current.model().contentHash()).isEqualTo(newer);
    assertThat(current.warning()).isEmpty();
  }

  @Test
  void aModelThatRanCountsWhoeverInstalledIt() throws Exception {
    ModelStore keyless = ModelStore.open(temp.resolve("store"), TrustPolicy.ANYONE);
    String hash = keyless.install(signedAt(200));
    store.trust().adopt();
    store.trial().ran(hash);
    assertThat(store.status().newestSignedEpochSeconds()).hasValue(200);
    byte[] older = signedAt(199);
    assertThatThrownBy(() -> store.install(older)).isInstanceOf(RefusedModelException.class);
  }

  @Test
  void aStoredModelIsNotRunOnceItsKeyIsNoLongerTrusted() throws Exception {
    store.install(signedAt(100));
    TrustPolicy theirs = new TrustPolicy(Set.of(VerificationKey.of(Keys.THEIRS.getPublic())));
    ModelStore stricter = ModelStore.open(temp.resolve("store"), theirs);
    assertThatThrownBy(stricter::current)
        .isInstanceOf(RefusedModelException.class)
        .hasMessageContaining("does not trust");
  }

  @Test
  void signingTimesCountOnlyWhereKeysAreConfigured() throws Exception {
    ModelStore open = ModelStore.open(temp.resolve("store"), TrustPolicy.ANYONE);
    open.install(Keys.sign(RandomModelFiles.next(random), Keys.THEIRS, Long.MAX_VALUE).encode());
    store.install(signedAt(100)); // not locked out by whoever signed with the end of time
    assertThat(store.status().newestSignedEpochSeconds()).hasValue(100);
  }

  private byte[] signedAt(long epochSeconds) throws GeneralSecurityException {
    ModelFile file = RandomModelFiles.next(random);
    return Keys.sign(file, epochSeconds).encode();
  }
}
