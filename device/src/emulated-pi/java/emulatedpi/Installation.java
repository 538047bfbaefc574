package emulatedpi;

import emulatedpi.EmulatedPi.TroubleException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Tests that the package's own script makes the cache of loaded classes on the Pi. The test copies
 * the cache to the card, so that the next boot finds it.
 */
final class Installation {
  /** Where the package's launcher looks for its cache. */
  private static final String CACHE = "/var/cache/smilet-device";

  /** The command with which a Pi finds the cache on its card. */
  static final String FIND_CACHE = "mkdir -p /var/cache && ln -s /card/cache " + CACHE;

  /**
   * The kernel's driver of the card can fail on its own if QEMU waits for a busy machine, because
   * the driver's time goes on. That says nothing about the package.
   */
  private static final String KERNEL_FAULT = "Unable to handle kernel";

  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final Kit kit;
  private final Path files;
  private final Path work;

  Installation(Kit kit, Path files, Path work) {
    this.kit = kit;
    this.files = files;
    this.work = work;
  }

  /** Returns whether the card has a cache. */
  boolean run(Report report, Path card) {
    return report.test(
        "Installation.thePackageMakesItsCacheOnThePi",
        () -> {
          try {
            makeCache(report, card);
          } catch (TroubleException trouble) {
            if (!trouble.getMessage().contains(KERNEL_FAULT)) {
              throw trouble;
            }
            report.figure("a fault of the emulated kernel, tried again", trouble.getMessage());
            makeCache(report, card);
          }
        });
  }

  private void makeCache(Report report, Path card)
      throws IOException, InterruptedException, TroubleException {
    try (EmulatedPi pi = new EmulatedPi(kit, files, card, work, "installation", LIMIT)) {
      pi.ready();
      pi.must("modprobe bcm2835 && modprobe crc32c_generic && modprobe ext4");
      pi.must("echo 4 >/sys/block/mmcblk0/queue/max_sectors_kb"); // small steps for a slow card
      pi.must("mount /dev/mmcblk0 /card");
      pi.must("rm -rf /card/cache"); // of an attempt before
      pi.must("rm /bin/logger && cp /show-log /bin/logger"); // the guest has no journal
      Duration start = pi.sincePowerOn();
      String problems = pi.must("/usr/share/smilet-device/make-cache");
      Duration took = pi.sincePowerOn().minus(start);
      if (!problems.isBlank()) {
        throw new TroubleException(problems);
      }
      pi.must("ls " + CACHE + "/*.aot && cp -rp " + CACHE + " /card/cache && umount /card");
      report.figure(
          "making the cache on the Pi",
          String.format(Locale.ROOT, "%.0f s", took.toMillis() / 1000.0));
    }
  }
}
