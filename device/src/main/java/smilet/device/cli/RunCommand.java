package smilet.device.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import smilet.device.capture.CaptureFolder;
import smilet.device.loop.Summary;
import smilet.device.run.CaptureSettings;
import smilet.device.run.Display;
import smilet.device.run.LiveRun;
import smilet.device.run.RunSettings;
import smilet.device.run.RunSettings.Limits;
import smilet.device.run.RunSettings.Rhythm;
import smilet.device.scene.SceneSettings;
import smilet.device.sensor.SensorException;
import smilet.device.sensor.choice.SensorSettings;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;

/** {@code smilet-device run}: looks for smiles, live. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Looks for smiles and shows them, until it is stopped.")
final class RunCommand implements Callable<Integer> {
  @Mixin DeviceOptions device;

  @Mixin ModelOption model;

  @Mixin FinderOptions finder;

  @Mixin PageOptions page;

  @Mixin MqttOptions mqtt;

  @Mixin ButtonOptions buttons;

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "30",
      description = "Frames per second, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  int framesPerSecond;

  @Option(
      names = "--frames-in-a-row",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "How many frames in a row must agree before the LED changes, 1 to 1000 (default:"
              + " ${DEFAULT-VALUE}).")
  int framesInARow;

  @Option(names = "--frames", paramLabel = "N", description = "End after this number of frames.")
  Long frames;

  @Option(names = "--seconds", paramLabel = "N", description = "End after this number of seconds.")
  Long seconds;

  @Option(
      names = "--json",
      description = "Print one line of JSON per frame, and the summary as the last line.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    requireInRange();
    SceneSettings scene = finder.settings(model.trust.policy(), model.store);
    SensorSettings sensor =
        scene.isAsked() ? device.sensor.settings().ofScenes() : device.sensor.settings();
    Path storeFolder = model.storeFolder();
    RunSettings settings =
        new RunSettings(
            model.location(),
            sensor,
            scene,
            device.ledGpio,
            device.pwmChannel(),
            new Rhythm(framesPerSecond, framesInARow),
            limits(),
            display(),
            page.settings(storeFolder),
            mqtt.settings(),
            new CaptureSettings(storeFolder.resolve(CaptureFolder.NAME), buttons.pins()));
    try {
      Summary summary =
          new LiveRun(settings, () -> device.openBoard(sensor.choice(), buttons.pins().values()))
              .run();
      return summary.readingCount() > 0 ? ExitCode.OK : ExitCode.NOT_ALL_OK;
    } catch (SensorException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  private Limits limits() {
    return new Limits(
        frames == null ? Long.MAX_VALUE : frames,
        seconds == null ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(seconds));
  }

  private Display display() {
    if (json) {
      return new Display.Json();
    }
    if (!Terminal.canDraw()) {
      return new Display.Lines();
    }
    return new Display.Live(
        String.format(
            Locale.ROOT,
            "smilet    %s  →  %s board, LED on GPIO %d, %d frames per second",
            device.sensor.text,
            device.board.name().toLowerCase(Locale.ROOT),
            device.ledGpio,
            framesPerSecond),
        WindowSize.open()::now);
  }

  private void requireInRange() {
    UserError.require(
        framesPerSecond >= 1 && framesPerSecond <= 1000, "--fps", "1 to 1000", framesPerSecond);
    UserError.require(
        framesInARow >= 1 && framesInARow <= 1000, "--frames-in-a-row", "1 to 1000", framesInARow);
    UserError.require(frames == null || frames >= 1, "--frames", "1 or more", frames);
    UserError.require(seconds == null || seconds >= 1, "--seconds", "1 or more", seconds);
  }
}
