package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.supply.BrightnessModel;
import smilet.shared.file.GoldenFrame;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.shared.model.ModelSize;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/**
 * The largest models that a file may hold, one after another, in a loop with the launcher's heap:
 * each is taken up, and the loop lives.
 */
@Timeout(300)
final class LargeModelsTest {
  private static final int IN_A_ROW = 5;

  @TempDir Path folder;

  @Test
  void theLoopLivesThroughTheLargestModelsInARow() throws Exception {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"), TrustPolicy.ANYONE);
    store.install(BrightnessModel.file(0).encode());
    Process loop =
        ChildProgram.of(
                SmiletDevice.class,
                "run",
                "--model",
                store.folder().toString(),
                "--sensor",
                "pipe:128x128:grey8:exec cat /dev/zero",
                "--fps",
                "1")
            .redirectOutput(folder.resolve("said").toFile())
            .redirectError(folder.resolve("logged").toFile())
            .start();
    try {
      awaitRunning(store, loop, BrightnessModel.file(0).contentHash());
      for (int i = 0; i < IN_A_ROW; i++) {
        ModelFile large = i % 2 == 0 ? manyWeights(i) : manyActivations(i);
        assertThat(install(large)).as(logged()).startsWith("0 ").contains("\"taken-up\"");
        awaitRunning(store, loop, large.contentHash());
      }
      assertThat(loop.isAlive()).isTrue();
    } finally {
      loop.destroy();
      loop.waitFor();
    }
    assertThat(logged()).doesNotContain("OutOfMemory");
  }

  private String logged() throws IOException {
    return Files.readString(folder.resolve("logged"));
  }

  private static void awaitRunning(ModelStore store, Process loop, String hash) throws Exception {
    while (!store.status().running().equals(Optional.of(hash))) {
      assertThat(loop.isAlive()).as("the program runs").isTrue();
      Thread.sleep(10);
    }
  }

  /** Returns the exit code and what was printed. */
  private String install(ModelFile model) throws IOException, InterruptedException {
    Process install =
        ChildProgram.of(
                SmiletDevice.class,
                "install",
                Files.write(folder.resolve("new.smilet"), model.encode()).toString(),
                "--wait",
                "60",
                "--store",
                folder.resolve("store").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return install.waitFor() + " " + printed;
  }

  static ModelFile manyWeights(int number) {
    Convolution first = convolution(new Shape(8, 8, 1), 226, 1, 4);
    Convolution second = convolution(first.output(), 256, 3, 4);
    return file(new Grid(8, 8), number, first, second);
  }

  static ModelFile manyActivations(int number) {
    Convolution first = convolution(new Shape(128, 128, 1), 30, 1, 1);
    Convolution second = convolution(first.output(), 1, 1, 4);
    return file(new Grid(128, 128), number, first, second);
  }

  /** A file of about a mebibyte: it is filled up with golden frames and with its record. */
  private static ModelFile file(Grid grid, int number, Convolution... convolutions) {
    List<Layer> layers = new ArrayList<>();
    Collections.addAll(layers, convolutions);
    Shape last = layers.getLast().output();
    layers.add(new Dense(last, new byte[last.size()], number, 1, 0));
    Model model = new Model(grid, Normalisation.CONTRAST, layers);
    assertThat(model.size().parameters()).isLessThanOrEqualTo(ModelSize.MAX_PARAMETERS);
    Random random = new Random(number);
    List<GoldenFrame> golden = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      Frame frame = new Frame(new FrameFormat(128, 128, 16));
      for (int p = 0; p < frame.pixels().length; p++) {
        frame.pixels()[p] = (char) random.nextInt(1 << 16);
      }
      golden.add(GoldenFrame.of(model, frame));
    }
    Map<String, String> record = new TreeMap<>();
    record.put("filling", "x".repeat(60_000));
    return new ModelFile(model, Thresholds.ROUGHLY_RIGHT, record, golden);
  }

  private static Convolution convolution(Shape input, int channels, int kernel, int stride) {
    int[] multipliers = new int[channels];
    Arrays.fill(multipliers, 1);
    byte[] weights = new byte[channels * kernel * kernel * input.channels()];
    Arrays.fill(weights, (byte) 1);
    return new Convolution(input, kernel, stride, weights, new int[channels], multipliers, 7);
  }
}
