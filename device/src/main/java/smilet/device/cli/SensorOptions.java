package smilet.device.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;
import smilet.device.sensor.Mounting;
import smilet.device.sensor.choice.Adns3080Choice;
import smilet.device.sensor.choice.FacesChoice;
import smilet.device.sensor.choice.Mcp3008Choice;
import smilet.device.sensor.choice.PipeChoice;
import smilet.device.sensor.choice.ReplayChoice;
import smilet.device.sensor.choice.SensorChoice;
import smilet.device.sensor.choice.SensorKind;
import smilet.device.sensor.choice.SensorSettings;
import smilet.device.sensor.mcp3008.Wiring;
import smilet.device.sensor.pipe.FrameLimits;
import smilet.device.sensor.pipe.PipeSettings;
import smilet.shared.error.UserError;
import smilet.shared.frame.Grid;

/** The options that say which sensor is used, how it is wired and how it is mounted. */
final class SensorOptions {
  @Option(
      names = "--sensor",
      paramLabel = "SENSOR",
      defaultValue = "faces",
      description =
          "The sensor: faces (drawn faces), replay:DIR (the images in a folder), mcp3008,"
              + " adns3080, or pipe:WxH:PIXELS:COMMAND (a camera program; COMMAND may be - for"
              + " standard input, PIXELS is grey8, grey16le or yuv420, with /BYTES if rows are"
              + " padded, as in yuv420/128) (default:"
              + " ${DEFAULT-VALUE}).")
  String text;

  @Option(
      names = "--rotate",
      paramLabel = "DEGREES",
      defaultValue = "0",
      description =
          "The clockwise turn that makes the picture upright: 0, 90, 180 or 270 (default:"
              + " ${DEFAULT-VALUE}).")
  int rotateDegrees;

  @Option(names = "--mirror", description = "Swap left and right.")
  boolean mirror;

  @Option(
      names = "--crop",
      paramLabel = "WxH+X+Y",
      description = "The part of the upright picture that shows the face (default: all of it).")
  String crop;

  @Option(
      names = "--frozen-after",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How long the picture of a real sensor may stay exactly the same, or all dark or"
              + " all bright, before that is a fault; 0 means for ever (default:"
              + " ${DEFAULT-VALUE}).")
  int frozenAfterSeconds;

  @Option(
      names = "--first-frame-within",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description =
          "How long a camera in a pipe may take to its first frame, 1 to 3600; then it is started"
              + " again (default: ${DEFAULT-VALUE}).")
  int firstFrameSeconds;

  @Option(
      names = "--next-frame-within",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How long a camera in a pipe may take from frame to frame, 1 to 3600; then it is started"
              + " again (default: ${DEFAULT-VALUE}).")
  int nextFrameSeconds;

  @Option(
      names = "--mcp3008-grid",
      paramLabel = "WxH",
      defaultValue = "4x4",
      description =
          "The pixels on MCP3008 chips: 2x2, 2x4, 4x2 or 4x4 (default: ${DEFAULT-VALUE}).")
  String mcp3008Grid;

  @Option(
      names = "--mcp3008-channels",
      paramLabel = "N,N,...",
      split = ",",
      description =
          "The channel of each pixel, row by row: 0 to 7 on the chip at CE0, 8 to 15 on the one"
              + " at CE1 (default: 0, 1, 2 and so on).")
  List<Integer> mcp3008Channels;

  @Option(
      names = "--mcp3008-inverted",
      description =
          "More light gives a lower voltage, as with a light-dependent resistor to ground.")
  boolean mcp3008Inverted;

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description = "The file that smilet-device calibrate wrote for this MCP3008 grid.")
  Path calibration;

  @Option(
      names = "--adns3080-select",
      paramLabel = "GPIO",
      defaultValue = "25",
      description = "The GPIO number wired to NCS of the ADNS-3080 (default: ${DEFAULT-VALUE}).")
  int adns3080Select;

  @Option(
      names = "--adns3080-reset",
      paramLabel = "GPIO",
      defaultValue = "24",
      description = "The GPIO number wired to RESET of the ADNS-3080 (default: ${DEFAULT-VALUE}).")
  int adns3080Reset;

  /**
   * Reads all options on the sensor.
   *
   * @throws UserError if one of them is wrong, whether or not it is for the chosen sensor
   */
  SensorSettings settings() {
    UserError.require(
        frozenAfterSeconds >= 0, "--frozen-after", "0 or more seconds", frozenAfterSeconds);
    FrameLimits limits =
        new FrameLimits(
            nanos("--first-frame-within", firstFrameSeconds),
            nanos("--next-frame-within", nextFrameSeconds));
    Wiring wiring = wiring();
    Adns3080Choice adns3080 = new Adns3080Choice(adns3080Select, adns3080Reset);
    SensorChoice choice = UserError.naming("--sensor", () -> choice(wiring, adns3080, limits));
    Mounting.Crop kept =
        UserError.naming(
            "--crop", () -> crop == null ? Mounting.Crop.WHOLE : Mounting.Crop.parse(crop));
    Mounting mounting =
        UserError.naming("--rotate", () -> new Mounting(rotateDegrees, mirror, kept));
    long brokenAfterNanos = TimeUnit.SECONDS.toNanos(frozenAfterSeconds);
    return UserError.naming( // a crop outside the picture, or a turn of a large one
        crop == null ? "--rotate" : "--crop",
        () -> new SensorSettings(choice, mounting, brokenAfterNanos));
  }

  private static long nanos(String option, int seconds) {
    UserError.require(seconds >= 1 && seconds <= 3600, option, "1 to 3600 seconds", seconds);
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  private SensorChoice choice(Wiring wiring, Adns3080Choice adns3080, FrameLimits limits) {
    String details = SensorKind.details(text);
    return switch (SensorKind.of(text)) {
      case FACES -> FacesChoice.parse(details);
      case REPLAY -> new ReplayChoice(Path.of(details), false);
      case MCP3008 -> new Mcp3008Choice(wiring, Optional.ofNullable(calibration));
      case ADNS3080 -> adns3080;
      case PIPE -> new PipeChoice(PipeSettings.parse(details).within(limits));
    };
  }

  /**
   * Reads the options on an MCP3008 grid's wiring.
   *
   * @throws UserError if one of them is wrong
   */
  Wiring wiring() {
    Wiring inOrder =
        UserError.naming(
            "--mcp3008-grid",
            () -> {
              Grid grid = Grid.parse(mcp3008Grid);
              return Wiring.inOrder(grid.width(), grid.height(), mcp3008Inverted);
            });
    return mcp3008Channels == null
        ? inOrder
        : UserError.naming(
            "--mcp3008-channels",
            () -> new Wiring(inOrder.width(), inOrder.height(), mcp3008Channels, mcp3008Inverted));
  }
}
