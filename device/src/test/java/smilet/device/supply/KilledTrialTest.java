package smilet.device.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.device.clock.SystemClock;
import smilet.shared.file.ModelFile;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/**
 * SIGKILL at every step of a trial: whatever the process was doing with a new model, the second
 * start runs the model before, unless the new one had proven itself.
 */
@Timeout(300)
final class KilledTrialTest {
  private static final int PROVING = ModelWatch.PROVING_FRAMES;

  private static int kills;
  private static int wentBack;
  private static int ranNew;

  @TempDir Path temp;

  private final ModelFile before = BrightnessModel.file(0);
  private final ModelFile tried = BrightnessModel.file(1);

  @AfterAll
  static void printCount() {
    System.out.println(
        "killed at "
            + kills
            + " steps: "
            + wentBack
            + " went back, "
            + ranNew
            + " ran the new one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "flash"})
  void theSecondStartRunsTheModelBefore(String start) throws Exception {
    int back = 0;
    int atNew = 0;
    for (int step = 0; ; step++) {
      Path folder = temp.resolve(start + step);
      ModelStore store = store(folder, start.equals("flash"));
      List<String> said = killedAt(step, folder, start);
      if (said.contains("end")) {
        assertThat(store.status().current()).contains(tried.contentHash());
        assertThat(store.status().trying()).isEmpty();
        break;
      }
      kills++;
      boolean noted = store.status().trying().isPresent();
      String second = secondStart(folder);
      String at = said.getLast();
      assertThat(second).as(at).isIn(before.contentHash(), tried.contentHash());
      if (inTrial(at)) {
        assertThat(second).as("killed " + at).isEqualTo(before.contentHash());
        assertThat(store.status().failure().orElseThrow().hash()).isEqualTo(tried.contentHash());
      }
      if (!noted) {
        assertThat(store.status().failure()).as("killed " + at).isEmpty();
      }
      back += second.equals(before.contentHash()) ? 1 : 0;
      atNew += second.equals(before.contentHash()) ? 0 : 1;
    }
    wentBack += back;
    ranNew += atNew;
    assertThat(back).isPositive();
    assertThat(atNew).isPositive();
  }

  /** A frame of the new model before it can have proven itself. */
  private boolean inTrial(String at) {
    String[] words = at.split(" ", -1);
    return words[1].equals("frame")
        && words[4].equals(tried.contentHash())
        && Integer.parseInt(words[2]) < PROVING;
  }

  private ModelStore store(Path folder, boolean flash) throws IOException {
    ModelStore store = ModelStore.openOrCreate(folder, TrustPolicy.ANYONE);
    store.install(before.encode());
    store.endTrial(before.contentHash(), true);
    if (!flash) {
      store.install(tried.encode());
    }
    return store;
  }

  private static String secondStart(Path folder) throws IOException {
    ModelLocation location = new ModelLocation.Own(folder, TrustPolicy.ANYONE, folder);
    try (ModelSource source = new ModelSource(location)) {
      ModelLoader loader =
          new ModelLoader(new SystemClock(), BrightnessModel.FORMAT, 1_000_000_000L);
      return source.first(loader).contentHash();
    }
  }

  /** What the child has said before it was killed at a step. */
  private static List<String> killedAt(int step, Path folder, String start) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                TrialChild.class.getName(),
                folder.toString(),
                String.valueOf(step),
                start)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> said = new ArrayList<>();
    try (BufferedReader out = child.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.add(line);
        if (line.startsWith("at ")) {
          child.toHandle().destroyForcibly();
        }
      }
    }
    int exitCode = child.waitFor();
    assertThat(exitCode).as(said.toString()).isEqualTo(said.contains("end") ? 0 : 128 + 9);
    return said;
  }
}
