package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.supply.BrightnessModel;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/**
 * A run and an install with one store, each in a process of its own: the run refuses a model that
 * it cannot run, and goes back.
 */
@Timeout(120)
final class ModelGoesBackTest {
  private static final int CHANNELS = 60;

  @TempDir Path folder;

  private final ModelFile good = BrightnessModel.file(0);
  private ModelStore store;
  private Process loop;

  @BeforeEach
  void runFromAStore() throws Exception {
    store = ModelStore.openOrCreate(folder.resolve("store"), TrustPolicy.ANYONE);
    store.install(good.encode());
    loop =
        ChildProgram.of(
                SmiletDevice.class, "run", "--model", store.folder().toString(), "--fps", "1000")
            .redirectOutput(folder.resolve("said").toFile())
            .redirectError(folder.resolve("logged").toFile())
            .start();
    while (!store.status().running().equals(Optional.of(good.contentHash()))) {
      assertThat(loop.isAlive()).as("the program runs").isTrue();
      Thread.sleep(10);
    }
  }

  @AfterEach
  void end() {
    loop.destroyForcibly();
  }

  @Test
  void aModelTooSlowForTheLoopIsRefusedAndTheNextOneIsTakenUp() throws Exception {
    ModelFile slow = slow();
    assertThat(install(slow))
        .startsWith("1 {\"installed\":true,\"hash\":\"" + slow.contentHash() + "\"")
        .contains("\"loop\":\"failed\"")
        .contains("ms per frame, but a tick is only 1 ms");
    assertThat(store.status().current()).contains(good.contentHash());
    assertThat(store.status().running()).contains(good.contentHash());
    assertThat(store.status().failure().orElseThrow().hash()).isEqualTo(slow.contentHash());

    ModelFile next = BrightnessModel.file(1);
    assertThat(install(next)).startsWith("0 ").contains("\"loop\":\"taken-up\"");
    assertThat(store.status().running()).contains(next.contentHash());

    loop.destroy();
    assertThat(loop.waitFor()).isEqualTo(143); // 128 + SIGTERM
    assertThat(Files.readString(folder.resolve("logged")))
        .contains(
            "model %s cannot run here (the model takes "
                .formatted(slow.contentHash().substring(0, 8)))
        .contains("%s goes on".formatted(good.contentHash().substring(0, 8)));
    assertThat(Files.readString(folder.resolve("said"))).contains("1 models taken up, 1 refused");
  }

  @Test
  void aModelTooFineForTheSensorIsRefusedByInstall() throws Exception {
    Dense dense = new Dense(new Shape(1, 65, 1), new byte[65], 0, 1, 0);
    Model fine = new Model(new Grid(65, 1), Normalisation.NONE, List.of(dense));
    assertThat(install(new ModelFile(fine, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of())))
        .isEqualTo(
            "2 {\"installed\":false,\"reason\":\"the model is for a 65x1 grid, but the sensor has"
                + " only 64x64 pixels; train one with --grid 64x64\"}\n");
    assertThat(store.status().current()).contains(good.contentHash());
    assertThat(store.status().failure()).isEmpty();
  }

  /** Returns the exit code and what was printed. */
  private String install(ModelFile model) throws IOException, InterruptedException {
    File file = Files.write(folder.resolve("new.smilet"), model.encode()).toFile();
    Process install =
        ChildProgram.of(SmiletDevice.class, "install", "-", "--store", store.folder().toString())
            .redirectInput(file)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return install.waitFor() + " " + printed;
  }

  /** 42 million multiply-adds per frame: more than a kernel can do in a millisecond. */
  private static ModelFile slow() {
    Convolution first = convolution(new Shape(64, 64, 1), 8);
    Convolution second = convolution(first.output(), CHANNELS);
    Convolution third = convolution(second.output(), CHANNELS);
    Shape last = third.output();
    Model model =
        new Model(
            new Grid(64, 64),
            Normalisation.CONTRAST,
            List.of(first, second, third, new Dense(last, new byte[last.size()], 0, 1, 0)));
    return new ModelFile(model, Thresholds.ROUGHLY_RIGHT, Map.of(), List.of());
  }

  private static Convolution convolution(Shape input, int channels) {
    int kernel = Convolution.MAX_KERNEL;
    int[] multipliers = new int[channels];
    Arrays.fill(multipliers, 1);
    byte[] weights = new byte[channels * kernel * kernel * input.channels()];
    return new Convolution(input, kernel, 2, weights, new int[channels], multipliers, 0);
  }
}
