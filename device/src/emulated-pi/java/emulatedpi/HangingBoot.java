package emulatedpi;

import emulatedpi.EmulatedPi.TroubleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Tests that a boot that hangs is ended after its time limit and leaves the console's log. */
final class HangingBoot {
  private static final String NAME = "hanging-boot";
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final Kit kit;
  private final Path files;
  private final Path work;

  HangingBoot(Kit kit, Path files, Path work) {
    this.kit = kit;
    this.files = files;
    this.work = work;
  }

  void run(Report report) {
    report.test("HangingBoot.isEndedAfterItsTimeLimitAndLeavesItsLog", this::hang);
  }

  private void hang() throws IOException, InterruptedException {
    Path card =
        kit.card(work.resolve("hanging.img"), Files.createDirectories(work.resolve("nothing")));
    EmulatedPi hanging = new EmulatedPi(kit, files, card, work, NAME, LIMIT);
    try (hanging) {
      hanging.expect("what no console says");
      throw new AssertionError("the boot did not hang");
    } catch (TroubleException late) {
      if (!late.getMessage().contains("time is over") || !late.getMessage().contains(NAME)) {
        throw new AssertionError(late.getMessage(), late);
      }
    }
    if (hanging.isOn() || !Files.isRegularFile(work.resolve(NAME + ".log"))) {
      throw new AssertionError("the boot still runs, or left no log");
    }
  }
}
