package smilet.shared.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.GoldenFrame;
import smilet.shared.file.MalformedModelException;
import smilet.shared.file.ModelFile;
import smilet.shared.file.RandomModelFiles;

class ModelStoreTest {
  @TempDir Path temp;

  private final Random random = new Random(1);
  private final byte[] a = RandomModelFiles.next(random).encode();
  private final byte[] b = RandomModelFiles.next(random).encode();
  private final byte[] c = RandomModelFiles.next(random).encode();

  private Path folder;
  private ModelStore store;

  @BeforeEach
  void open() throws IOException {
    folder = temp.resolve("store");
    store = ModelStore.openOrCreate(folder, TrustPolicy.ANYONE);
  }

  @Test
  void aNewStoreHasNoModel() throws Exception {
    assertThat(store.current()).isEmpty();
    assertThat(store.currentHash()).isEmpty();
    assertThat(store.status().before()).isEmpty();
  }

  @Test
  void anInstalledModelIsCurrentAndWhole() throws Exception {
    String hash = store.install(a);
    assertThat(hash).isEqualTo(ModelFile.decode(a).contentHash());
    assertThat(store.currentHash()).contains(hash);
    CurrentModel current = reopened().current().orElseThrow();
    assertThat(current.model().encode()).isEqualTo(a);
    assertThat(current.warning()).isEmpty();
  }

  @Test
  void rollingBackReturnsToTheModelBeforeAndTwiceToTheNewOne() throws Exception {
    String first = store.install(a);
    String second = store.install(b);
    assertThat(store.rollback()).isEqualTo(first);
    assertThat(reopened().currentHash()).contains(first);
    assertThat(store.rollback()).isEqualTo(second);
  }

  @Test
  void rollingBackWithNothingBeforeIsRefused() throws Exception {
    store.install(a);
    assertThatThrownBy(store::rollback).hasMessage("there is no model before to go back to");
  }

  @Test
  void installingTheCurrentModelAgainChangesNothing() throws Exception {
    String first = store.install(a);
    store.install(b);
    StoreStatus before = store.status();
    store.install(b);
    assertThat(store.status()).isEqualTo(before);
    assertThat(store.rollback()).isEqualTo(first);
  }

  @Test
  void onlyTheCurrentModelAndThreeBeforeItAreKept() throws Exception {
    for (int i = 0; i < 10; i++) {
      store.install(RandomModelFiles.next(random).encode());
    }
    assertThat(modelFiles()).hasSize(1 + StoreState.KEPT_BEFORE);
    StoreStatus status = store.status();
    for (String hash : status.before()) {
      assertThat(store.load(hash).contentHash()).isEqualTo(hash);
    }
  }

  @Test
  void aStoredModelCanBeActivated() throws Exception {
    String first = store.install(a);
    String second = store.install(b);
    store.install(c);
    store.activate(first);
    assertThat(store.currentHash()).contains(first);
    assertThat(store.status().before()).contains(second);
  }

  @Test
  void aDamagedModelIsRefusedAndNothingChanges() throws Exception {
    String first = store.install(a);
    byte[] damaged = b.clone();
    damaged[damaged.length / 2] ^= 1;
    assertThatThrownBy(() -> store.install(damaged)).isInstanceOf(MalformedModelException.class);
    assertThat(store.currentHash()).contains(first);
    assertThat(modelFiles()).hasSize(1);
  }

  @Test
  void aModelWhoseGoldenFramesFailIsRefused() throws Exception {
    ModelFile file = ModelFile.decode(a);
    GoldenFrame promise = file.goldenFrames().getFirst();
    GoldenFrame broken = new GoldenFrame(promise.frame(), promise.logitQ16() ^ 1);
    ModelFile lying =
        new ModelFile(file.model(), file.thresholds(), Map.of(), List.of(promise, broken));
    assertThatThrownBy(() -> store.install(lying.encode()))
        .isInstanceOf(RefusedModelException.class)
        .hasMessageContaining("1 of the model's 2 golden frames");
    assertThat(store.current()).isEmpty();
  }

  @Test
  void aFailureGoesBackToTheModelBeforeAndIsRemembered() throws Exception {
    String first = store.install(a);
    String second = store.install(b);
    String third = store.install(c);
    assertThat(store.trial().reportFailure(third, "it\nbroke")).contains(second);
    StoreStatus status = reopened().status();
    assertThat(status.current()).contains(second);
    assertThat(status.before()).containsExactly(first);
    assertThat(status.failure()).contains(new ModelFailure(third, "it broke"));
  }

  @Test
  void aFailureOfAModelThatIsNotCurrentChangesNothing() throws Exception {
    String first = store.install(a);
    store.install(b);
    assertThat(store.trial().reportFailure(first, "late")).isEmpty();
    assertThat(store.status().failure()).isEmpty();
  }

  @Test
  void aFailureWithNothingBeforeLeavesTheModel() throws Exception {
    String first = store.install(a);
    assertThat(store.trial().reportFailure(first, "hopeless")).isEmpty();
    assertThat(store.currentHash()).contains(first);
  }

  @Test
  void installingAFailedModelAgainForgetsTheFailure() throws Exception {
    store.install(a);
    String second = store.install(b);
    store.trial().reportFailure(second, "wire loose");
    store.install(b);
    assertThat(store.currentHash()).contains(second);
    assertThat(store.status().failure()).isEmpty();
  }

  @Test
  void aRottenCurrentModelGivesTheOneBeforeWithAWarning() throws Exception {
    String first = store.install(a);
    String second = store.install(b);
    Files.write(modelFile(second), new byte[] {1, 2, 3});
    CurrentModel current = reopened().current().orElseThrow();
    assertThat(current.model().contentHash()).isEqualTo(first);
    assertThat(current.warning().orElseThrow())
        .contains(second)
        .endsWith("; running the model before it");
  }

  @Test
  void withNoReadableModelAtAllTheCurrentOneIsNamed() throws Exception {
    String first = store.install(a);
    Files.delete(modelFile(first));
    assertThatThrownBy(() -> reopened().current())
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read " + modelFile(first) + ": no such file or folder");
  }

  @Test
  void aRottenStateIsRebuiltFromTheModels() throws Exception {
    String first = store.install(a);
    String second = store.install(b);
    Files.setLastModifiedTime(modelFile(first), FileTime.fromMillis(1000));
    Files.setLastModifiedTime(modelFile(second), FileTime.fromMillis(2000));
    byte[] state = Files.readAllBytes(folder.resolve("state"));
    for (int i = 0; i < state.length; i++) {
      byte[] rotten = state.clone();
      rotten[i] ^= 4;
      Files.write(folder.resolve("state"), rotten);
      assertThat(reopened().currentHash()).contains(second);
      assertThat(reopened().status().before()).containsExactly(first);
    }
  }

  @Test
  void leftoversOfACrashAreIgnoredAndRemoved() throws Exception {
    String first = store.install(a);
    Path part = folder.resolve("models/." + first + ".smilet.99-1.part");
    Path statePart = folder.resolve(".state.99-2.part");
    Path orphan = modelFile(ModelFile.decode(c).contentHash());
    Files.write(part, new byte[] {1});
    Files.write(statePart, new byte[] {1});
    Files.write(orphan, c);
    assertThat(reopened().currentHash()).contains(first);
    store.install(b);
    assertThat(part).doesNotExist();
    assertThat(statePart).doesNotExist();
    assertThat(orphan).doesNotExist();
  }

  @Test
  void aFolderWithOtherThingsInItIsNotTakenForAStore() throws Exception {
    Path documents = Files.createDirectory(temp.resolve("documents"));
    Files.writeString(documents.resolve("letter"), "dear");
    assertThatThrownBy(() -> ModelStore.openOrCreate(documents, TrustPolicy.ANYONE))
        .hasMessageContaining("holds other files");
    assertThatThrownBy(() -> ModelStore.open(documents, TrustPolicy.ANYONE))
        .hasMessageContaining("no model store");
    assertThat(ModelStore.isStore(documents)).isFalse();
  }

  @Test
  void aHashThatIsNoneIsRefused() {
    assertThatThrownBy(() -> store.load("../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private ModelStore reopened() throws IOException {
    return ModelStore.open(folder, TrustPolicy.ANYONE);
  }

  private Path modelFile(String hash) {
    return folder.resolve("models").resolve(hash + ".smilet");
  }

  private List<Path> modelFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("models"))) {
      return files.toList();
    }
  }

  @Test
  void statusOfAnUnsignedStoreHasNoSigningTime() throws Exception {
    store.install(a);
    assertThat(store.status().newestSignedEpochSeconds()).isEmpty();
    assertThat(store.status().running()).isEqualTo(Optional.empty());
  }
}
