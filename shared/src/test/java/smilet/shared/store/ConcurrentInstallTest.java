package smilet.shared.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.RandomModelFiles;

/**
 * Two processes install into one store at the same time: both succeed, and the store stays valid.
 */
class ConcurrentInstallTest {
  private static final int PROCESSES = 2;
  private static final int INSTALLS = 40;

  @TempDir Path temp;

  @Test
  void processesThatInstallAtOnceDoNotHarmOneAnother() throws Exception {
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      children.add(
          ChildProgram.of(Installer.class, temp.resolve("store").toString(), Integer.toString(i))
              .inheritIO()
              .start());
    }
    for (Process child : children) {
      assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(child.exitValue()).isZero();
    }
    ModelStore store = ModelStore.open(temp.resolve("store"), TrustPolicy.ANYONE);
    assertThat(store.current().orElseThrow().warning()).isEmpty();
    StoreStatus status = store.status();
    assertThat(status.before()).hasSize(StoreState.KEPT_BEFORE).doesNotHaveDuplicates();
    for (String hash : status.before()) {
      assertThat(store.load(hash).contentHash()).isEqualTo(hash);
    }
  }

  /** The child. */
  static final class Installer {
    private Installer() {}

    static void main(String[] args) throws Exception {
      Random random = new Random(Long.parseLong(args[1]));
      for (int i = 0; i < INSTALLS; i++) {
        ModelStore store = ModelStore.openOrCreate(Path.of(args[0]), TrustPolicy.ANYONE);
        store.install(RandomModelFiles.next(random).encode());
      }
    }
  }
}
