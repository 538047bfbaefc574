package smilet.shared.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.RandomModelFiles;

class TrialTest {
  @TempDir Path temp;

  private final Random random = new Random(7);
  private ModelStore store;

  @BeforeEach
  void open() throws IOException {
    store = ModelStore.openOrCreate(temp.resolve("store"), TrustPolicy.ANYONE);
  }

  private String install() throws IOException {
    return store.install(RandomModelFiles.next(random).encode());
  }

  private String proven() throws IOException {
    String hash = install();
    store.trial().begin(hash);
    store.trial().end(hash, true);
    return hash;
  }

  @Test
  void aProcessThatEndsInATrialLeavesTheModelBeforeCurrent() throws Exception {
    String good = proven();
    String bad = install();
    store.trial().begin(bad);
    assertThat(store.status().trying()).contains(bad);
    ModelFailure failure = store.trial().goBackFromEnded().orElseThrow();
    assertThat(failure.hash()).isEqualTo(bad);
    assertThat(store.currentHash()).contains(good);
    assertThat(store.status().failure()).contains(failure);
    assertThat(store.status().trying()).isEmpty();
    assertThat(store.trial().goBackFromEnded()).isEmpty();
  }

  @Test
  void withNoProvenModelBeforeTheReadyMadeOneIsMeant() throws Exception {
    install();
    String bad = install();
    store.trial().begin(bad);
    store.trial().goBackFromEnded();
    assertThat(store.current()).isEmpty();
    assertThat(store.currentHash()).isEmpty();
  }

  @Test
  void aProvenModelNeedsNoTrial() throws Exception {
    String good = proven();
    byte[] before = Files.readAllBytes(temp.resolve("store/state"));
    store.trial().begin(good);
    assertThat(Files.readAllBytes(temp.resolve("store/state"))).isEqualTo(before);
  }

  @Test
  void anEndInOrderNeitherProvesNorBlames() throws Exception {
    proven();
    String second = install();
    store.trial().begin(second);
    store.trial().end(second, false);
    assertThat(store.trial().goBackFromEnded()).isEmpty();
    assertThat(store.currentHash()).contains(second);
    store.trial().begin(second);
    assertThat(store.status().trying()).contains(second);
  }

  @Test
  void aTrialOfAModelThatIsNoLongerCurrentBlamesOnlyThatModel() throws Exception {
    proven();
    String tried = install();
    store.trial().begin(tried);
    String next = install();
    assertThat(store.trial().goBackFromEnded().orElseThrow().hash()).isEqualTo(tried);
    assertThat(store.currentHash()).contains(next);
    assertThat(store.status().before()).doesNotContain(tried);
  }

  @Test
  void aFailureThatIsReportedEndsTheTrial() throws Exception {
    String good = proven();
    String bad = install();
    store.trial().begin(bad);
    assertThat(store.trial().reportFailure(bad, "too slow")).contains(good);
    assertThat(store.trial().goBackFromEnded()).isEmpty();
  }

  @Test
  void manyInstallsNeverEvictTheLastProvenModel() throws Exception {
    String good = proven();
    for (int i = 0; i < 10; i++) {
      install();
    }
    assertThat(store.status().before()).hasSize(StoreState.KEPT_BEFORE).contains(good);
    String bad = store.currentHash().orElseThrow();
    store.trial().begin(bad);
    store.trial().goBackFromEnded();
    assertThat(store.currentHash()).contains(good);
    assertThat(store.current().orElseThrow().warning()).isEmpty();
  }

  @Test
  void theModelsOfAStoreOfVersion1HaveProvenThemselves() throws Exception {
    String first = install();
    String second = install();
    byte[] old =
        SealedText.encode(
            StoreState.HEADER_1,
            List.of("current " + second, "before " + first, "went-back " + second));
    Files.write(temp.resolve("store/state"), old);
    assertThat(store.currentHash()).contains(second);
    store.trial().begin(second);
    assertThat(Files.readAllBytes(temp.resolve("store/state"))).isEqualTo(old);
    String third = install();
    assertThat(Files.readString(temp.resolve("store/state"))).startsWith("smilet-store 2\n");
    store.trial().begin(third);
    store.trial().goBackFromEnded();
    assertThat(store.currentHash()).contains(second);
    assertThat(store.rollback()).isEqualTo(first);
  }

  @Test
  void aForgedStateOrTrustIsRebuiltAndNeverHangs() throws Exception {
    String only = proven();
    for (String name : List.of("state", "trust")) {
      Path file = temp.resolve("store").resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (byte[] forged :
          List.of(
              new byte[0],
              new byte[1 << 20],
              "ä\0\n".getBytes(StandardCharsets.UTF_8),
              SealedText.encode("smilet-store 2", List.of("current ../../etc/passwd")),
              SealedText.encode("smilet-store 1", List.of("newest-signed abc")),
              SealedText.encode("smilet-trust 1", List.of("newest", "key x", "list !")))) {
        Files.write(file, forged);
        Optional<String> current = store.current().map(now -> now.model().contentHash());
        boolean wellFormed = name.equals("state") && StoreState.decode(forged).isPresent();
        assertThat(current).isEqualTo(wellFormed ? Optional.empty() : Optional.of(only));
      }
      Files.delete(file);
      Files.createSymbolicLink(file, Path.of("/dev/zero"));
      assertThat(store.currentHash()).contains(only);
      Files.delete(file);
      Files.write(file, whole);
    }
  }
}
