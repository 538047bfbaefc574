package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.supply.BrightnessModel;
import smilet.shared.file.ModelFile;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/** The whole program with a store that it cannot write: it runs the model there, and warns. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class UnwritableStoreTest {
  private static final int NOBODY = 65534;
  private static final String[] AS_NOBODY_WHO_MAY_READ_ALL = {
    "setpriv",
    "--reuid=" + NOBODY,
    "--regid=" + NOBODY,
    "--clear-groups",
    "--inh-caps=+dac_read_search",
    "--ambient-caps=+dac_read_search"
  };

  @TempDir Path temp;

  private final ModelFile model = BrightnessModel.file(1);
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void aDiskOfItsOwn() throws Exception {
    disk = Files.createDirectory(temp.resolve("disk"));
    mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString());
    store().install(model.encode());
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(succeeds("umount", disk.toString())).isTrue();
    }
  }

  @Test
  void aReadOnlyDisk() throws Exception {
    requireRoot();
    assertThat(succeeds("mount", "-o", "remount,ro", disk.toString())).isTrue();
    assertThat(runsTheModel()).contains("cannot be written", "read-only file system");
  }

  @Test
  void aFullDisk() throws Exception {
    requireRoot();
    try {
      Files.write(disk.resolve("filler"), new byte[1 << 20]);
    } catch (IOException full) {
      // As full as it can be.
    }
    assertThat(runsTheModel()).contains("cannot be written", "no space left on device");
  }

  @Test
  void aMissingState() throws Exception {
    Files.delete(disk.resolve("store/state"));
    assertThat(runsTheModel()).contains("store/state is missing or damaged");
    assertThat(store().status().current()).contains(model.contentHash());
  }

  @Test
  void aStoreOfAnotherUser() throws Exception {
    requireRoot();
    assumeTrue(succeeds(with(AS_NOBODY_WHO_MAY_READ_ALL, "true")), "skipped: setpriv cannot do it");
    assertThat(runsTheModel(AS_NOBODY_WHO_MAY_READ_ALL))
        .contains("cannot be written", "permission denied", "user root");
  }

  private ModelStore store() throws IOException {
    return ModelStore.openOrCreate(disk.resolve("store"), TrustPolicy.ANYONE);
  }

  private void requireRoot() {
    assumeTrue(mounted, "skipped: only root may mount the disk that this test needs");
  }

  /** Runs the program for a few frames and returns its warnings, one line each. */
  private String runsTheModel(String... before) throws Exception {
    ProcessBuilder child =
        ChildProgram.of(
            SmiletDevice.class,
            "run",
            "--model",
            disk.resolve("store").toString(),
            "--frames",
            "3",
            "--json");
    child.command().addAll(0, List.of(before));
    Path warnings = temp.resolve("warnings");
    Process process = child.redirectError(warnings.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String warned = Files.readString(warnings);
    assertThat(process.waitFor()).as(warned).isZero();
    String name = model.contentHash().substring(0, 8);
    assertThat(said.lines().limit(3)).hasSize(3).allMatch(line -> line.contains(name));
    assertThat(warned.lines()).allMatch(line -> line.startsWith("WARN "));
    return warned;
  }

  private static String[] with(String[] before, String command) {
    String[] all = Arrays.copyOf(before, before.length + 1);
    all[before.length] = command;
    return all;
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
