package smilet.shared.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.ModelFile;
import smilet.shared.file.RandomModelFiles;

/**
 * SIGKILL at random moments of an install. A child process installs one model after another into
 * sixteen stores at once, without pause, one thread per store; one kill therefore cuts off sixteen
 * installs at sixteen unrelated moments. 13 kills make {@value #MOMENTS} of them.
 */
class KilledInstallTest {
  private static final int STORES = 16;
  private static final int KILLS = 13;
  private static final int MOMENTS = STORES * KILLS;

  @TempDir Path temp;

  @Test
  void aStoreKilledAtAnyMomentOpensWithAWholeCurrentModel() throws Exception {
    assertThat(MOMENTS).isGreaterThanOrEqualTo(200);
    Random random = new Random(5);
    for (int kill = 0; kill < KILLS; kill++) {
      long firstSeed = kill * 1_000_000L;
      Map<Integer, Integer> finished = killedChild(firstSeed, random.nextInt(40_000));
      for (int store = 0; store < STORES; store++) {
        requireSound(temp.resolve("store" + store), firstSeed, finished.get(store), store);
      }
    }
  }

  /** The current model must be the last that the child reported, or the one after it. */
  private static void requireSound(Path folder, long firstSeed, int lastFinished, int store)
      throws IOException {
    ModelStore opened = ModelStore.open(folder, TrustPolicy.ANYONE);
    CurrentModel current = opened.current().orElseThrow();
    assertThat(current.warning()).isEmpty();
    assertThat(current.model().contentHash())
        .isIn(
            ModelFile.decode(model(firstSeed, store, lastFinished)).contentHash(),
            ModelFile.decode(model(firstSeed, store, lastFinished + 1)).contentHash());
    for (String before : opened.status().before()) {
      assertThat(opened.load(before).contentHash()).isEqualTo(before);
    }
  }

  /** Starts a child, lets every store finish an install, waits a moment, and kills it. */
  private static Map<Integer, Integer> killChild(Process child, int extraMicros) throws Exception {
    Map<Integer, Integer> finished = new HashMap<>();
    try (BufferedReader out = child.inputReader(StandardCharsets.US_ASCII)) {
      String line = "";
      while (finished.size() < STORES && (line = out.readLine()) != null) {
        note(line, finished);
      }
      assertThat(line).as("the child ended by itself").isNotNull();
      TimeUnit.MICROSECONDS.sleep(extraMicros);
      // Through the handle: Process.destroy would close the output before its end was read.
      child.toHandle().destroyForcibly();
      while ((line = out.readLine()) != null) {
        note(line, finished);
      }
    }
    assertThat(child.waitFor()).as("killed by signal 9").isEqualTo(128 + 9);
    return finished;
  }

  private Map<Integer, Integer> killedChild(long firstSeed, int extraMicros) throws Exception {
    Process child =
        ChildProgram.of(Installer.class, temp.toString(), Long.toString(firstSeed))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return killChild(child, extraMicros);
    } finally {
      child.destroyForcibly();
    }
  }

  /** A line "store count." counts only if its full stop has arrived. */
  private static void note(String line, Map<Integer, Integer> finished) {
    if (line.endsWith(".")) {
      String[] words = line.substring(0, line.length() - 1).split(" ", 2);
      finished.put(Integer.valueOf(words[0]), Integer.valueOf(words[1]));
    }
  }

  private static byte[] model(long firstSeed, int store, int count) {
    return RandomModelFiles.next(new Random(firstSeed + 10_000L * count + store)).encode();
  }

  /** The child. */
  static final class Installer {
    private Installer() {}

    static void main(String[] args) {
      Path folder = Path.of(args[0]);
      long firstSeed = Long.parseLong(args[1]);
      for (int store = 0; store < STORES; store++) {
        int number = store;
        new Thread(() -> installForEver(folder.resolve("store" + number), firstSeed, number))
            .start();
      }
    }

    private static void installForEver(Path folder, long firstSeed, int number) {
      try {
        ModelStore store = ModelStore.openOrCreate(folder, TrustPolicy.ANYONE);
        for (int count = 0; ; count++) {
          store.install(model(firstSeed, number, count));
          synchronized (System.out) {
            System.out.println(number + " " + count + ".");
            System.out.flush();
          }
        }
      } catch (IOException fault) {
        System.exit(1);
      }
    }
  }
}
