package smilet.shared.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.Disk;
import smilet.shared.file.FailingDisk;
import smilet.shared.file.ModelFile;
import smilet.shared.file.RandomModelFiles;

/** The disk is full or gone at any operation: the store opens with a complete current model. */
class FullDiskTest {
  @TempDir Path temp;

  private final Random random = new Random(4);

  @Test
  void aDiskFullAtAnyOperationLeavesAWholeCurrentModel() throws Exception {
    for (int operation = 0; operation < operationsOfAnInstall(); operation++) {
      failAt(operation, FailingDisk::fullAt);
    }
  }

  @Test
  void aDiskGoneFromAnyOperationOnLeavesAWholeCurrentModel() throws Exception {
    for (int operation = 0; operation < operationsOfAnInstall(); operation++) {
      failAt(operation, FailingDisk::brokenFrom);
    }
  }

  private int operationsOfAnInstall() throws IOException {
    FailingDisk counting = FailingDisk.fullAt(Integer.MAX_VALUE);
    Path folder = filledStore();
    ModelStore.openOrCreate(counting, folder, TrustPolicy.ANYONE).install(next());
    // Model and state: each is written, synced, renamed, and its folder synced.
    assertThat(counting.operations()).isEqualTo(8);
    return counting.operations();
  }

  private void failAt(int operation, IntFunction<FailingDisk> kind) throws IOException {
    Path folder = filledStore();
    String old = reopened(folder).currentHash().orElseThrow();
    byte[] next = next();
    String hash = ModelFile.decode(next).contentHash();
    ModelStore failing = ModelStore.openOrCreate(kind.apply(operation), folder, TrustPolicy.ANYONE);

    assertThatThrownBy(() -> failing.install(next))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no space left on device");

    CurrentModel current = reopened(folder).current().orElseThrow();
    assertThat(current.warning()).isEmpty();
    assertThat(current.model().contentHash()).isIn(old, hash);
    assertThat(reopened(folder).install(next)).isEqualTo(hash);
    assertThat(reopened(folder).currentHash()).contains(hash);
    assertThat(leftovers(folder)).isEmpty();
  }

  @Test
  void makingAStoreOnAFullDiskFailsInOneLine() {
    for (int operation = 0; operation < 2; operation++) {
      Disk disk = FailingDisk.fullAt(operation);
      Path folder = temp.resolve("new" + operation);
      assertThatThrownBy(() -> ModelStore.openOrCreate(disk, folder, TrustPolicy.ANYONE))
          .hasMessage("cannot create a model store at " + folder + ": no space left on device");
    }
  }

  @Test
  void aRealFullFileSystemLeavesAWholeCurrentModel() throws Exception {
    Path mount = Files.createDirectory(temp.resolve("tiny"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mount.toString()),
        "skipped: only root may mount the tiny file system that this test fills");
    try {
      // Some bytes are already taken, so that each write in turn is the one that fails.
      for (int fillBytes = 0; fillBytes < 64 << 10; fillBytes += 4 << 10) {
        Path folder = mount.resolve("store");
        ModelStore store = ModelStore.openOrCreate(folder, TrustPolicy.ANYONE);
        String old = store.install(big());
        List<String> possible = new ArrayList<>(List.of(old));
        Path filler = mount.resolve("filler");
        fill(filler, fillBytes);
        for (int i = 0; i < 4; i++) {
          byte[] next = big();
          possible.add(ModelFile.decode(next).contentHash());
          try {
            store.install(next);
          } catch (IOException full) {
            assertThat(full).hasMessageContaining("no space left on device");
          }
          CurrentModel current = reopened(folder).current().orElseThrow();
          assertThat(current.warning()).isEmpty();
          assertThat(current.model().contentHash()).isIn(possible);
        }
        delete(mount);
      }
    } finally {
      assertThat(run("umount", mount.toString())).isTrue();
    }
  }

  private static void fill(Path filler, int bytes) {
    try {
      Files.write(filler, new byte[bytes]);
    } catch (IOException full) {
      // As full as possible.
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted((x, y) -> y.compareTo(x)).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }

  private static List<String> leftovers(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(".part")).toList();
    }
  }

  private int stores;

  private Path filledStore() throws IOException {
    Path folder = temp.resolve("store" + stores++);
    ModelStore store = ModelStore.openOrCreate(folder, TrustPolicy.ANYONE);
    for (int i = 0; i < 5; i++) {
      store.install(next());
    }
    return folder;
  }

  private static ModelStore reopened(Path folder) throws IOException {
    return ModelStore.open(folder, TrustPolicy.ANYONE);
  }

  private byte[] next() {
    return RandomModelFiles.next(random).encode();
  }

  /** About 5 kB: a 64 kB file system holds the four that the store keeps and little more. */
  private byte[] big() {
    char[] filling = new char[5000];
    Arrays.fill(filling, 'x');
    ModelFile file = RandomModelFiles.next(random);
    return new ModelFile(
            file.model(),
            file.thresholds(),
            java.util.Map.of("filling", new String(filling)),
            file.goldenFrames())
        .encode();
  }
}
