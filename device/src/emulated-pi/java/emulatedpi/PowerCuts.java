package emulatedpi;

import emulatedpi.EmulatedPi.TroubleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Power cuts at random moments of an install. One card through all of them: each boot mounts what
 * the last cut left, must find whole the model whose install was the last to be acknowledged, or
 * one begun after it, and goes on installing until QEMU is killed.
 */
final class PowerCuts {
  private static final int CUTS = 10;
  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final String WHOLE = "@whole ";
  private static final String BEGUN = "@begun ";
  private static final String INSTALLED = "@installed ";

  private final Kit kit;
  private final Path files;
  private final Path work;
  private final Random random = new Random();
  private Path card;
  private int acknowledged;
  private int cutShort;

  /** What a boot's first install takes here: the measure for when to cut. */
  private long installNanos;

  PowerCuts(Kit kit, Path files, Path work) {
    this.kit = kit;
    this.files = files;
    this.work = work;
  }

  void run(Report report) {
    report.test(
        "PowerCuts.storeIsWholeAfterTenPowerCutsDuringInstalls",
        () -> {
          card =
              kit.card(work.resolve("cuts.img"), Files.createDirectories(work.resolve("nothing")));
          for (int cut = 1; cut <= CUTS; cut++) {
            bootAndCut(cut);
          }
          boot("power-cut-last").close();
        });
    report.figure("installs acknowledged before a power cut", Integer.toString(acknowledged));
    report.figure("power cuts that hit an install", cutShort + " of " + CUTS);
  }

  private void bootAndCut(int cut) throws IOException, InterruptedException, TroubleException {
    try (EmulatedPi pi = boot("power-cut-" + cut)) {
      int begun = number(pi.expect(BEGUN), BEGUN);
      if (cut == 1) {
        long start = System.nanoTime();
        acknowledged = number(pi.expect(INSTALLED), INSTALLED);
        installNanos = System.nanoTime() - start;
      }
      TimeUnit.NANOSECONDS.sleep(random.nextLong(2 * installNanos));
      pi.pullThePlug();
      for (String line : pi.lastWords()) {
        begun = Math.max(begun, number(line, BEGUN));
        acknowledged = Math.max(acknowledged, number(line, INSTALLED));
      }
      cutShort += begun > acknowledged ? 1 : 0;
    }
  }

  /** A Pi that has found its store whole and begins to install. */
  private EmulatedPi boot(String name) throws IOException, InterruptedException, TroubleException {
    EmulatedPi pi = new EmulatedPi(kit, files, card, work, name, LIMIT);
    try {
      pi.ready();
      pi.must("modprobe bcm2835 && modprobe crc32c_generic && modprobe ext4");
      pi.must("mount /dev/mmcblk0 /card");
      pi.type(
          "java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '/test:/smilet/lib/*'"
              + " emulatedpi.guest.Installs /card/store /grid.smilet");
      int found = number(pi.expect(WHOLE), WHOLE);
      if (found < acknowledged) {
        throw new TroubleException(
            "%s: install %d was acknowledged, the store has %d"
                .formatted(name, acknowledged, found));
      }
      return pi;
    } catch (InterruptedException | TroubleException trouble) {
      pi.close();
      throw trouble;
    }
  }

  private static int number(String line, String mark) {
    int at = line.indexOf(mark);
    return at < 0 ? -1 : Integer.parseInt(line.substring(at + mark.length()).strip());
  }
}
