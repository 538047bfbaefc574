package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.supply.BrightnessModel;
import smilet.shared.file.ModelFile;
import smilet.shared.ready.ReadyModel;
import smilet.shared.ready.ReadyModels;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/** A device without a model of its own, as a process: it runs the ready-made model that fits. */
@Timeout(120)
final class ReadyModelTest {
  @TempDir Path folder;

  private record Ended(int exitCode, String out, String err) {}

  private Ended run(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("run", "--sensor", "faces", "--frames", "5"));
    Collections.addAll(all, arguments);
    Process process = start(all);
    int exitCode = process.waitFor();
    return new Ended(
        exitCode,
        Files.readString(folder.resolve("said")),
        Files.readString(folder.resolve("logged")));
  }

  private Process start(List<String> arguments) throws IOException {
    return ChildProgram.of(SmiletDevice.class, arguments.toArray(String[]::new))
        .redirectOutput(folder.resolve("said").toFile())
        .redirectError(folder.resolve("logged").toFile())
        .start();
  }

  @Test
  void withoutAModelTheFittingOneRunsAndIsNamed() throws Exception {
    Ended ended = run("--json");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("runs the ready-made model 4k-48x48");
    ReadyModel model = ReadyModels.named("4k-48x48").orElseThrow();
    assertThat(ended.out()).contains(model.contentHash().substring(0, 8));
  }

  @Test
  void aCoarserSensorGetsACoarserModel() throws Exception {
    Ended ended = run("--crop", "40x40+12+12");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("runs the ready-made model 4k-30x30");
  }

  @Test
  void aNameChoosesTheModel() throws Exception {
    Ended ended = run("--model", "linear-8x8");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("runs the ready-made model linear-8x8");
  }

  @Test
  void aSensorThatIsTooCoarseForAllIsToldInOneLine() throws Exception {
    Ended ended = run("--crop", "3x3+12+12");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("no ready-made model fits a sensor of 3x3").hasLineCount(1);
  }

  @Test
  void anEmptyStoreRunsTheReadyMadeModelUntilOneIsFlashed() throws Exception {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"), TrustPolicy.ANYONE);
    Process loop =
        start(
            List.of(
                "run", "--sensor", "faces", "--model", store.folder().toString(), "--fps", "100"));
    try {
      String ready = ReadyModels.named("4k-48x48").orElseThrow().contentHash();
      awaitRunning(store, loop, ready);
      ModelFile own = BrightnessModel.file(0);
      store.install(own.encode());
      awaitRunning(store, loop, own.contentHash());
    } finally {
      loop.destroy();
      loop.waitFor();
    }
    assertThat(Files.readString(folder.resolve("logged")))
        .contains("there is no model in the store", "runs the ready-made model 4k-48x48");
  }

  private static void awaitRunning(ModelStore store, Process loop, String hash) throws Exception {
    while (!store.status().running().equals(Optional.of(hash))) {
      assertThat(loop.isAlive()).as("the program runs").isTrue();
      Thread.sleep(10);
    }
  }

  @Test
  void aReadyMadeModelIsPartOfTheProgramAndNeedsNoSignature() throws Exception {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"), TrustPolicy.ANYONE);
    Ended ended =
        run(
            "--model",
            store.folder().toString(),
            "--trusted-key",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("runs the ready-made model").doesNotContain("cannot");
  }
}
