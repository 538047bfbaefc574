package smilet.device.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code smilet-device run}: opens everything, runs the loop, closes everything. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Looks for smiles until it is told to end, and shows them.")
final class RunCommand implements Callable<Integer> {
  @Mixin DeviceOptions device;

  @Mixin TrustOptions trust;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE-OR-STORE",
      description = "a model file, or a model store, whose newly flashed models are taken up")
  Path model;

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "30",
      description = "frames a second, 1 to 1000; default ${DEFAULT-VALUE}")
  int framesPerSecond;

  @Option(
      names = "--frames-in-a-row",
      paramLabel = "N",
      defaultValue = "5",
      description = "so many frames must agree before the LED changes; default ${DEFAULT-VALUE}")
  int framesInARow;

  @Option(names = "--frames", paramLabel = "N", description = "ends after so many frames")
  Long frames;

  @Option(names = "--seconds", paramLabel = "N", description = "ends after so many seconds")
  Long seconds;

  @Option(names = "--json", description = "one line of JSON a frame, and the summary as the last")
  boolean json;

  @Override
  public Integer call() {
    requireSense();
    LiveRun run =
        new LiveRun(
            device, model, trust, framesPerSecond, framesInARow, json, limit(frames), nanos());
    return run.call();
  }

  private static long limit(Long given) {
    return given == null ? Long.MAX_VALUE : given;
  }

  private long nanos() {
    return seconds == null ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(seconds);
  }

  private void requireSense() {
    require(framesPerSecond >= 1 && framesPerSecond <= 1000, "--fps", "1 to 1000", framesPerSecond);
    require(
        framesInARow >= 1 && framesInARow <= 1000, "--frames-in-a-row", "1 to 1000", framesInARow);
    require(frames == null || frames >= 1, "--frames", "1 or more", frames);
    require(seconds == null || seconds >= 1, "--seconds", "1 or more", seconds);
  }

  private static void require(boolean sense, String option, String range, Object value) {
    if (!sense) {
      throw new UserError(option + " must be " + range + ", was " + value);
    }
  }
}
