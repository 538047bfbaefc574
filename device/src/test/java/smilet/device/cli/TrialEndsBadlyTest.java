package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.device.supply.BrightnessModel;
import smilet.device.systemd.DatagramReceiver;
import smilet.shared.file.ModelFile;
import smilet.shared.store.ModelStore;
import smilet.shared.store.StoreStatus;
import smilet.shared.store.TrustPolicy;

/**
 * The whole program runs out of memory, or hangs, while it tries a new model: the second start runs
 * the model before.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
final class TrialEndsBadlyTest {
  @TempDir Path folder;

  private final ModelFile before = BrightnessModel.file(0);
  private ModelStore store;
  private Process program;

  @BeforeEach
  void aModelThatHasProvenItself() throws IOException {
    store = ModelStore.openOrCreate(folder.resolve("store"), TrustPolicy.ANYONE);
    store.install(before.encode());
    store.trial().end(before.contentHash(), true);
  }

  @AfterEach
  void end() throws InterruptedException {
    program.destroyForcibly().waitFor();
  }

  /** The program needs 5 MiB of heap with the model before, and more than 10 with the large one. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:-ExitOnOutOfMemoryError", "-XX:+ExitOnOutOfMemoryError"})
  void outOfMemory(String atThat) throws Exception {
    ModelFile large = LargeModelsTest.manyWeights(1);
    store.install(large.encode());
    ProcessBuilder child = ChildProgram.of(SmiletDevice.class, options("faces"));
    child.command().addAll(3, List.of("-Xmx8m", atThat)); // after the options of the launcher
    run(child);
    await(() -> !program.isAlive() || running(before));
    if (atThat.contains("+")) {
      assertThat(program.waitFor()).as(logged()).isEqualTo(3); // what Java ends with then
      assertThat(status().trying()).contains(large.contentHash());
    } else {
      terminate(143);
      assertThat(logged()).contains("the memory runs out").doesNotContain("\tat ");
    }
    secondStartRunsTheModelBefore(large);
  }

  @Test
  void aHangThatTheWatchdogEnds() throws Throwable {
    ModelFile tried = BrightnessModel.file(1);
    store.install(tried.encode());
    VisibleBoard board = VisibleBoard.make(folder.resolve("board"));
    try (DatagramReceiver systemd = new DatagramReceiver(folder.resolve("notify").toString())) {
      List<String> arguments = new ArrayList<>(List.of(folder.resolve("board").toString()));
      arguments.addAll(List.of(options("mcp3008")));
      ProcessBuilder child = ChildProgram.of(VisibleBoard.class, arguments.toArray(new String[0]));
      child.environment().put("NOTIFY_SOCKET", folder.resolve("notify").toString());
      child.environment().put("WATCHDOG_USEC", "4000000");
      run(child);
      awaitPing(systemd);
      assertThat(store.status().trying()).contains(tried.contentHash());
      board.hangSensor();
      awaitNoPing(systemd);
      terminate(143); // the signal of the unit's watchdog
    }
    secondStartRunsTheModelBefore(tried);
  }

  @Test
  void aHangOfTheWholeProcess() throws Exception {
    ModelFile tried = BrightnessModel.file(1);
    store.install(tried.encode());
    run(ChildProgram.of(SmiletDevice.class, options("faces")));
    await(() -> running(tried));
    assertThat(store.status().trying()).contains(tried.contentHash());
    signal("STOP");
    program.toHandle().destroy(); // as the watchdog does first; a stopped process ignores it
    assertThat(program.waitFor(1, TimeUnit.SECONDS)).isFalse();
    program.toHandle().destroyForcibly(); // as systemd does after a while
    assertThat(program.waitFor()).isEqualTo(128 + 9);
    secondStartRunsTheModelBefore(tried);
  }

  /** One frame per second: a trial takes half a minute. */
  private String[] options(String sensor) {
    return new String[] {
      "run",
      "--model",
      store.folder().toString(),
      "--sensor",
      sensor,
      "--fps",
      "1",
      "--frozen-after",
      "0"
    };
  }

  private void run(ProcessBuilder child) throws IOException {
    program =
        child.redirectErrorStream(true).redirectOutput(folder.resolve("logged").toFile()).start();
  }

  private void secondStartRunsTheModelBefore(ModelFile tried) throws Exception {
    run(ChildProgram.of(SmiletDevice.class, options("faces")));
    await(() -> status().running().isPresent());
    assertThat(status().running()).contains(before.contentHash());
    assertThat(status().current()).contains(before.contentHash());
    assertThat(status().trying()).isEmpty();
    assertThat(status().failure().orElseThrow().hash()).isEqualTo(tried.contentHash());
    terminate(143);
  }

  private boolean running(ModelFile model) {
    return status().running().equals(Optional.of(model.contentHash()));
  }

  private StoreStatus status() {
    try {
      return store.status();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void await(BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) {
      Thread.sleep(20);
    }
  }

  private static void awaitPing(DatagramReceiver systemd) throws Throwable {
    while (!systemd.received().contains("WATCHDOG=1")) {
      Thread.sleep(10);
    }
  }

  /** Two seconds without a ping, at one per second: the loop hangs. */
  private static void awaitNoPing(DatagramReceiver systemd) throws Throwable {
    long lastNanos = System.nanoTime();
    while (System.nanoTime() - lastNanos < 2_000_000_000L) {
      if (systemd.received().contains("WATCHDOG=1")) {
        lastNanos = System.nanoTime();
      }
      Thread.sleep(10);
    }
  }

  private void terminate(int exitCode) throws Exception {
    program.toHandle().destroy();
    assertThat(program.waitFor()).as(logged()).isEqualTo(exitCode);
  }

  private void signal(String name) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + name, Long.toString(program.pid())).start().waitFor())
        .isZero();
  }

  private String logged() throws IOException {
    return Files.readString(folder.resolve("logged"));
  }
}
