package emulatedpi;

import emulatedpi.EmulatedPi.TroubleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Tests power cuts at random moments of an install, all with the same card. Each boot mounts what
 * the last cut left. It must find a whole model: the one whose install was the last to be
 * acknowledged, or one whose install began after it. Then it installs again until QEMU is killed.
 */
final class PowerCuts {
  private static final int CUTS = 10;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Interpreted: in a few seconds, compiling would cost more time here than it saves. */
  private static final String INSTALLS =
      "java -XX:+UseSerialGC -Xint -cp '/test:/smilet/lib/*'"
          + " emulatedpi.guest.Installs /card/store /grid.smilet";

  private final Kit kit;
  private final Path files;
  private final Path work;
  private final Random random = new Random();
  private final List<InstallRecord> cuts = new ArrayList<>();
  private Duration processorTime = Duration.ZERO;

  PowerCuts(Kit kit, Path files, Path work) {
    this.kit = kit;
    this.files = files;
    this.work = work;
  }

  void run(Report report) {
    report.test(
        "PowerCuts.storeIsWholeAfterTenPowerCutsDuringInstalls",
        () -> {
          Path nothing = Files.createDirectories(work.resolve("nothing"));
          Path card = kit.card(work.resolve("cuts.img"), nothing);
          List<Double> moments = moments();
          InstallRecord left = new InstallRecord();
          for (int cut = 1; cut <= CUTS; cut++) {
            try (EmulatedPi pi = boot("power-cut-" + cut, card, left)) {
              report(report, cut - 1, left);
              left = installAndCut(pi, moments.get(cut - 1));
              cuts.add(left);
            }
          }
          boot("power-cut-last", card, left).close();
          report(report, CUTS, left);
        });
    report.figure(
        "this machine's processor time for the ten boots that were cut",
        processorTime.toSeconds() + " s");
    report.figure(
        "power cuts before, within and after an install's operations on the disk",
        String.format(
            Locale.ROOT,
            "%d, %d, %d",
            cuts.stream().filter(InstallRecord::isBeforeFirstOperation).count(),
            cuts.stream().filter(InstallRecord::isWithinOperations).count(),
            cuts.stream().filter(InstallRecord::isAfterEnd).count()));
  }

  /**
   * Moments in parts of an install's time, from 0 to 1.25: one random moment in each tenth of that
   * range, in random order.
   */
  private List<Double> moments() {
    List<Double> moments = new ArrayList<>();
    for (int tenth = 0; tenth < CUTS; tenth++) {
      moments.add(1.25 * (tenth + random.nextDouble()) / CUTS);
    }
    Collections.shuffle(moments, random);
    return moments;
  }

  private static void report(Report report, int cut, InstallRecord left) {
    if (cut > 0) {
      report.figure("power cut " + cut, left.toString());
    }
  }

  /** Boots a Pi that finds its store whole and begins to install. */
  private EmulatedPi boot(String name, Path card, InstallRecord left)
      throws IOException, InterruptedException, TroubleException {
    EmulatedPi pi = new EmulatedPi(kit, files, card, work, name, LIMIT);
    try {
      pi.ready();
      pi.must("modprobe bcm2835 && modprobe crc32c_generic && modprobe ext4");
      pi.must("mount /dev/mmcblk0 /card");
      pi.type(INSTALLS);
      left.findAgain(InstallRecord.number(pi.expect(InstallRecord.WHOLE), InstallRecord.WHOLE));
      return pi;
    } catch (InterruptedException | TroubleException trouble) {
      pi.close();
      throw trouble;
    }
  }

  /** Measures the second install of a boot, and cuts the power in the third. */
  private InstallRecord installAndCut(EmulatedPi pi, double moment)
      throws TroubleException, InterruptedException {
    InstallRecord record = new InstallRecord();
    hearUntil(pi, record, InstallRecord.INSTALLED);
    hearUntil(pi, record, InstallRecord.BEGUN);
    long start = System.nanoTime();
    hearUntil(pi, record, InstallRecord.INSTALLED);
    long installNanos = System.nanoTime() - start;
    hearUntil(pi, record, InstallRecord.BEGUN);
    TimeUnit.NANOSECONDS.sleep((long) (moment * installNanos));
    processorTime = processorTime.plus(pi.processorTime());
    pi.pullThePlug();
    pi.lastWords().forEach(record::hear);
    return record;
  }

  private static void hearUntil(EmulatedPi pi, InstallRecord record, String word)
      throws TroubleException, InterruptedException {
    record.hear(pi.expect(word));
  }
}
