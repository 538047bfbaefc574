package emulatedpi;

import emulatedpi.EmulatedPi.Answer;
import emulatedpi.EmulatedPi.TroubleException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The device program as it is delivered, on a Raspberry Pi 3 with a grid of photodiodes and an LED.
 */
final class WholeDevice {
  private static final int LED = 17;
  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String RUN_LOG = "/tmp/run.log";
  private static final List<String> WIRE_UP =
      List.of(
          "modprobe cuse && mkfifo /tmp/scene && exec 9<>/tmp/scene",
          "java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx32m -cp '/test:/smilet/lib/*'"
              + " emulatedpi.guest.SpiBus <&9 >/tmp/spi.log 2>&1 &",
          "modprobe bcm2835 && modprobe crc32c_generic && modprobe ext4 && mount /dev/mmcblk0"
              + " /card",
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
    Path card = kit.card(product.work().resolve("card.img"));
    try (EmulatedPi switchedOn =
        new EmulatedPi(kit, files, card, product.work(), "whole-device", LIMIT)) {
      pi = switchedOn;
      if (!report.test("WholeDevice.boots", this::boot)) {
        return;
      }
      if (!knows("run", "mcp3008") || !knows("", "selftest") || !knows("", "install")) {
        report.skip("WholeDevice", "smilet-device has no mcp3008, selftest or install yet");
        return;
      }
      report.test("WholeDevice.selftestFindsEveryPartWell", this::selftest);
      report.test("WholeDevice.ledShowsASmile", this::smile);
      report.test("WholeDevice.ledGoesOffForANeutralFace", () -> show(Scene.NEUTRAL, false));
      report.test("WholeDevice.ledComesBackWithTheSmile", () -> show(Scene.SMILE, true));
      report.test("WholeDevice.ledGoesOffWhenAWireComesLoose", () -> show(Scene.LOOSE_WIRE, false));
      report.test("WholeDevice.ledComesBackWithTheWire", () -> show(Scene.SMILE, true));
      report.test("WholeDevice.runTakesUpAModelInstalledMeanwhile", this::install);
      report.test("WholeDevice.tellsItsFigures", () -> figures(report));
      report.test("WholeDevice.sigtermTurnsTheLedOff", this::terminate);
    }
  }

  private void boot() throws TroubleException, InterruptedException {
    pi.ready();
    for (String line : WIRE_UP) {
      pi.must(line);
    }
    pi.must("echo " + Scene.SMILE.line() + " >&9");
  }

  private boolean knows(String command, String word) throws IOException, InterruptedException {
    String launcher = product.deviceFolder().resolve("bin/smilet-device").toString();
    return Commands.output(List.of("sh", "-c", launcher + " " + command + " --help"))
        .contains(word);
  }

  private void selftest() throws TroubleException, InterruptedException {
    pi.must("smilet-device install - --store /card/store </grid.smilet");
    pi.must("smilet-device selftest --board pi --sensor mcp3008 --model /card/store");
  }

  private void smile() throws TroubleException, InterruptedException {
    pi.must(
        "smilet-device run --board pi --sensor mcp3008 --model /card/store --fps 2 --json >"
            + RUN_LOG
            + " 2>&1 & run=$!");
    pi.awaitPin(LED, true, PATIENCE);
  }

  private void show(Scene scene, boolean lit) throws TroubleException, InterruptedException {
    pi.must("echo " + scene.line() + " >&9");
    pi.awaitPin(LED, lit, PATIENCE);
  }

  private void install() throws TroubleException, InterruptedException {
    pi.must("smilet-device install - --store /card/store </other-grid.smilet");
    Answer status = pi.say("tail -1 " + RUN_LOG);
    System.out.println(status.text());
  }

  private void figures(Report report) throws TroubleException, InterruptedException {
    report.figure("resident memory of the device program", pi.must("grep VmRSS /proc/$run/status"));
  }

  private void terminate() throws TroubleException, InterruptedException {
    pi.must("kill $run");
    pi.awaitPin(LED, false, PATIENCE);
    pi.must("wait $run");
  }
}
