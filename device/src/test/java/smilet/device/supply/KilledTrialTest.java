package smilet.device.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.device.cli.ChildProgram;
import smilet.device.clock.SystemClock;
import smilet.shared.file.ModelFile;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;

/**
 * SIGKILL at every step of a trial: whatever the process was doing with a new model, the second
 * start runs the model before, unless the new one had proven itself. SIGKILL leaves the files as
 * they are at that moment. So one process shows several steps: the second start uses a copy of the
 * store at each of them, and the store itself at the last one, at which the process is killed.
 */
@Timeout(300)
final class KilledTrialTest {
  private static final int PROVING = ModelHandover.PROVING_FRAMES;

  private static final int STEPS_PER_PROCESS = 6;

  private static int steps;
  private static int kills;
  private static int wentBack;

  @TempDir Path temp;

  private final ModelFile before = BrightnessModel.file(0);
  private final ModelFile tried = BrightnessModel.file(1);

  @AfterAll
  static void printCount() {
    System.out.printf(
        "%d steps, at %d of them really killed: %d went back, the others ran the new one%n",
        steps, kills, wentBack);
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "flash"})
  void theSecondStartRunsTheModelBefore(String start) throws Exception {
    int stepsBefore = steps;
    int backBefore = wentBack;
    for (int first = 0; killLater(first, start); first += STEPS_PER_PROCESS) {
      kills++;
    }
    assertThat(wentBack).isGreaterThan(backBefore);
    assertThat(steps - stepsBefore).isGreaterThan(wentBack - backBefore);
  }

  /** Stops a process at some steps and kills it at the last; returns false if it ended before. */
  private boolean killLater(int first, String start) throws Exception {
    Path folder = temp.resolve(start + first);
    ModelStore store = store(folder, start.equals("flash"));
    Process child =
        ChildProgram.of(TrialChild.class, folder.toString(), String.valueOf(first), start)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = child.inputReader(StandardCharsets.US_ASCII)) {
      for (int step = first; ; step++) {
        String at = out.readLine();
        if (at.equals("end")) {
          assertThat(child.waitFor()).isZero();
          assertThat(store.status().current()).contains(tried.contentHash());
          assertThat(store.status().trying()).isEmpty();
          return false;
        }
        if (step == first + STEPS_PER_PROCESS - 1) {
          child.toHandle().destroyForcibly();
          assertThat(child.waitFor()).as(at).isEqualTo(128 + 9);
          requireSound(folder, at);
          return true;
        }
        halt(child);
        Path copied = copy(folder, temp.resolve(start + "-copy-" + step));
        signal(child, "CONT");
        requireSound(copied, at);
        child.getOutputStream().write('\n');
        child.getOutputStream().flush();
      }
    }
  }

  private void requireSound(Path folder, String at) throws IOException {
    ModelStore store = ModelStore.open(folder, TrustPolicy.ANYONE);
    boolean noted = store.status().trying().isPresent();
    String second = secondStart(folder);
    assertThat(second).as(at).isIn(before.contentHash(), tried.contentHash());
    if (inTrial(at)) {
      assertThat(second).as("killed " + at).isEqualTo(before.contentHash());
      assertThat(store.status().failure().orElseThrow().hash()).isEqualTo(tried.contentHash());
    }
    if (!noted) {
      assertThat(store.status().failure()).as("killed " + at).isEmpty();
    }
    steps++;
    wentBack += second.equals(before.contentHash()) ? 1 : 0;
  }

  /**
   * Stops all threads of a process. The one that announced the step waits for an answer, but
   * another may still write to the store.
   */
  private static void halt(Process child) throws IOException, InterruptedException {
    signal(child, "STOP");
    Path threads = Path.of("/proc", String.valueOf(child.pid()), "task");
    while (!allStopped(threads)) {
      Thread.sleep(1);
    }
  }

  private static boolean allStopped(Path threads) throws IOException {
    try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
      for (Path thread : each) {
        String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
      return true;
    }
  }

  private static void signal(Process child, String name) throws IOException, InterruptedException {
    assertThat(
            new ProcessBuilder("kill", "-" + name, String.valueOf(child.pid())).start().waitFor())
        .isZero();
  }

  /** A copy of a store while its process stands still. */
  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(from)) {
      for (Path file : inside) {
        Path copied = to.resolve(file.getFileName());
        if (Files.isDirectory(file)) {
          copy(file, copied);
        } else {
          Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return to;
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
    store.trial().end(before.contentHash(), true);
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
}
