package emulatedpi;

import emulatedpi.EmulatedPi.TroubleException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Tests the device program of the Debian package on a Raspberry Pi 3 with a grid of photodiodes and
 * an LED.
 */
final class WholeDevice {
  private static final int LED = 17;
  private static final Duration LIMIT = Duration.ofMinutes(40);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String STORE = "/card/store";
  private static final String HARDWARE = " --board pi --sensor mcp3008 --model " + STORE;
  private static final String RUN = "smilet-device run" + HARDWARE;
  private static final String NEW_MODEL = "/new-grid.smilet";
  private static final String INSTALL = "smilet-device install - --wait 60 --store " + STORE;

  /** Loads the drivers, mounts the card and starts the chips at the end of the wires. */
  private static final List<String> WIRE_UP =
      List.of(
          "modprobe cuse && mkfifo /tmp/scene /tmp/readings && exec 9<>/tmp/scene",
          "java -XX:+UseSerialGC -Xint -Xmx32m -cp '/test:/smilet/lib/*'"
              + " emulatedpi.guest.SpiBus <&9 >/tmp/spi.log 2>&1 &",
          "modprobe bcm2835 && modprobe pwm-bcm2835 && modprobe crc32c_generic && modprobe ext4",
          "mount /dev/mmcblk0 /card",
          Installation.FIND_CACHE,
          "while ! [ -c /dev/spidev0.0 -a -c /dev/spidev0.1 ]; do sleep 0.1; done");

  private final Kit kit;
  private final Path files;
  private final Product product;
  private EmulatedPi pi;

  WholeDevice(Kit kit, Path files, Product product) {
    this.kit = kit;
    this.files = files;
    this.product = product;
  }

  void run(Report report) throws IOException, InterruptedException {
    Path card = flashedCard();
    if (!new Installation(kit, files, product.work()).run(report, card)) {
      return;
    }
    try (EmulatedPi switchedOn =
        new EmulatedPi(kit, files, card, product.work(), "whole-device", LIMIT)) {
      pi = switchedOn;
      if (report.test("WholeDevice.bootsAndReadsItsSensor", () -> boot(report))) {
        report.test("WholeDevice.classesComeFromTheCache", () -> requireCache(report));
        report.test("WholeDevice.ledShowsASmile", () -> pi.awaitPin(LED, true, PATIENCE));
        report.test("WholeDevice.ledGoesOffForANeutralFace", () -> show(Scene.NEUTRAL, false));
        report.test("WholeDevice.ledComesBackWithTheSmile", () -> show(Scene.SMILE, true));
        report.test("WholeDevice.ledGoesOffForALooseWire", () -> show(Scene.LOOSE_WIRE, false));
        report.test("WholeDevice.ledComesBackWithTheWire", () -> show(Scene.SMILE, true));
        report.test("WholeDevice.loopTakesUpAModelInstalledMeanwhile", () -> install(report));
        report.test("WholeDevice.sigtermTurnsTheLedOff", () -> terminate(report));
        report.test(
            "WholeDevice.startAfterAKilledTrialRunsTheModelBefore",
            () -> new KilledTrial(pi, RUN + " --json", STORE).run(NEW_MODEL));
        report.test("WholeDevice.selftestFindsEveryPartInOrder", this::selftest);
        report.figure(
            "this machine's processor time for the whole device's boot",
            pi.processorTime().toSeconds() + " s");
      }
    }
  }

  /** A card with a store and one model in it, as a PC writes it. */
  private Path flashedCard() throws IOException, InterruptedException {
    Path content = product.work().resolve("card");
    Commands.output(
        List.of(
            "sh",
            "-ec",
            "rm -rf \"$1\" && mkdir \"$1\" && \"$2\" install \"$3\" --store \"$1/store\"",
            "sh",
            content.toString(),
            product.deviceFolder().resolve("bin/smilet-device").toString(),
            product.gridModel().toString()));
    return kit.card(product.work().resolve("card.img"), content);
  }

  private void boot(Report report) throws TroubleException, InterruptedException {
    pi.ready();
    for (String line : WIRE_UP) {
      pi.must(line);
    }
    pi.must("echo " + Scene.SMILE.line() + " >&9");
    Duration wired = pi.sincePowerOn();
    pi.must(
        "SMILET_JAVA_OPTS='-Xlog:gc:file=/tmp/gc.log -Xlog:class+load:file=/tmp/classes.log' "
            + RUN
            + " --fps 1 --frames-in-a-row 2 --json >/tmp/readings 2>>/tmp/run.err &"
            + " loop=$!; exec 8</tmp/readings");
    // Not by polling, which would take time of the emulated processor from the device program.
    pi.must("grep -q -m 1 percent <&8 || { tail -n 3 /tmp/run.err; false; }");
    Duration first = pi.sincePowerOn();
    pi.must("cat <&8 >/tmp/run.log &");
    report.figure(
        "power on to the first reading",
        String.format(
            Locale.ROOT,
            "%.1f s, of which %.1f s for the device program's start; %.1f s of this machine's"
                + " processor",
            seconds(first),
            seconds(first.minus(wired)),
            seconds(pi.processorTime())));
  }

  /**
   * Requires that most classes until now are from the cache. Those of the Pi's board are not: it
   * was made without one.
   */
  private void requireCache(Report report) throws TroubleException, InterruptedException {
    pi.must("grep -q '/var/cache/smilet-device/.*[.]aot\\|/card/cache/' /proc/$loop/maps");
    int all = count("source:");
    int cached = count("source: shared objects file");
    report.figure("classes from the cache", cached + " of " + all);
    if (cached < all * 3 / 4) {
      throw new TroubleException(
          "only "
              + cached
              + " of "
              + all
              + " classes are from the cache, not among them: "
              + pi.must("grep -v 'shared objects file' /tmp/classes.log | tail -n 5"));
    }
  }

  private int count(String words) throws TroubleException, InterruptedException {
    return Integer.parseInt(pi.must("grep -c '" + words + "' /tmp/classes.log").strip());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private void show(Scene scene, boolean lit) throws TroubleException, InterruptedException {
    pi.must("echo " + scene.line() + " >&9");
    pi.awaitPin(LED, lit, PATIENCE);
  }

  private void install(Report report) throws TroubleException, InterruptedException {
    // Any other Java takes the only emulated processor for some time at its start. So that is
    // measured, too, for comparison with the install.
    int before = missedDeadlines();
    pi.must("smilet-device --version");
    int startOfJava = missedDeadlines() - before;
    int frames = frames();
    String answer = pi.must(INSTALL + " </other-grid.smilet");
    if (!answer.contains("\"loop\":\"taken-up\"")) {
      throw new TroubleException("the loop did not take the model up: " + answer);
    }
    if (frames() <= frames + 2) {
      throw new TroubleException("the loop stood still during the install");
    }
    pi.awaitPin(LED, true, PATIENCE);
    report.figure(
        "deadlines missed while `smilet-device --version` ran, and during the install",
        startOfJava + ", " + (missedDeadlines() - before - startOfJava));
    report.figure("the loop after the install", statistics());
  }

  private int frames() throws TroubleException, InterruptedException {
    return Integer.parseInt(pi.must("grep -c percent /tmp/run.log").strip());
  }

  private int missedDeadlines() throws TroubleException, InterruptedException {
    String statistics = statistics();
    return Integer.parseInt(statistics.substring(0, statistics.indexOf(' ')));
  }

  /** The counts of the loop so far. */
  private String statistics() throws TroubleException, InterruptedException {
    pi.must(": >/tmp/run.err; kill -USR1 $loop");
    pi.must(
        "while ! grep -q 'missed deadlines' /tmp/run.err; do sleep 0.5; kill -0 $loop || break;"
            + " done");
    return pi.must("grep 'missed deadlines' /tmp/run.err | tail -n 1").strip();
  }

  private void terminate(Report report) throws TroubleException, InterruptedException {
    String resident = pi.must("grep VmRSS /proc/$loop/status");
    pi.must("kill $loop");
    pi.awaitPin(LED, false, PATIENCE);
    pi.say("wait $loop");
    report.figure("resident memory of the device program", resident.replaceAll("\\s+", " "));
    report.figure(
        "heap before and after its last collection",
        pi.must("tail -n 1 /tmp/gc.log | grep -o '[0-9]*M->[^)]*)'"));
    report.figure("what is installed", pi.must("du -sk /smilet/ | cut -f1") + " KiB");
  }

  private void selftest() throws TroubleException, InterruptedException {
    pi.must("smilet-device selftest" + HARDWARE);
  }
}
