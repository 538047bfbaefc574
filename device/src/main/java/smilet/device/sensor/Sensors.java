package smilet.device.sensor;

import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import smilet.device.clock.Clock;
import smilet.device.sensor.adns3080.Adns3080;
import smilet.device.sensor.mcp3008.Calibration;
import smilet.device.sensor.mcp3008.Mcp3008Grid;
import smilet.device.sensor.pipe.PipeSensor;
import smilet.device.sensor.pipe.PipeSettings;
import smilet.shared.frame.FrameFormat;

/** Opens a sensor as its settings say. */
public final class Sensors {
  private static final long FIRST_SEED = 1;

  private Sensors() {}

  /**
   * Opens a sensor, turned upright, and watched where it is a real one.
   *
   * @param context the board's, for chips
   * @param standardInput for a pipe from there
   * @throws SensorException where the sensor cannot be opened
   * @throws IllegalArgumentException where the settings name no sensor or contradict themselves
   */
  public static Sensor open(
      SensorSettings settings, Context context, InputStream standardInput, Clock clock)
      throws SensorException {
    Sensor sensor = openBare(settings, context, standardInput, clock);
    boolean real = !(sensor instanceof FacesSensor || sensor instanceof ReplaySensor);
    if (real && settings.patienceNanos() > 0) {
      sensor = new WatchedSensor(sensor, settings.patienceNanos());
    }
    if (settings.mounting().equals(Mounting.UPRIGHT)) {
      return sensor;
    }
    try {
      return new MountedSensor(sensor, settings.mounting());
    } catch (IllegalArgumentException unsuited) {
      sensor.close();
      throw unsuited;
    }
  }

  /**
   * The format of a sensor's mounted pictures, without opening it.
   *
   * @return empty where only the pictures themselves tell
   * @throws IllegalArgumentException where the settings contradict themselves
   */
  public static Optional<FrameFormat> format(SensorSettings settings) {
    Optional<FrameFormat> bare =
        switch (kind(settings)) {
          case "faces" -> Optional.of(FacesSensor.FORMAT);
          case "mcp3008" -> Optional.of(Mcp3008Grid.format(settings.wiring()));
          case "adns3080" -> Optional.of(Adns3080.FORMAT);
          case "pipe" -> Optional.of(PipeSettings.parse(rest(settings)).format());
          default -> Optional.empty();
        };
    return bare.map(settings.mounting()::apply);
  }

  private static String kind(SensorSettings settings) {
    int colon = settings.sensor().indexOf(':');
    return colon < 0 ? settings.sensor() : settings.sensor().substring(0, colon);
  }

  private static String rest(SensorSettings settings) {
    int colon = settings.sensor().indexOf(':');
    return colon < 0 ? "" : settings.sensor().substring(colon + 1);
  }

  private static Sensor openBare(
      SensorSettings settings, Context context, InputStream standardInput, Clock clock)
      throws SensorException {
    String kind = kind(settings);
    String rest = rest(settings);
    try {
      return switch (kind) {
        case "faces" -> new FacesSensor(clock, rest.isEmpty() ? FIRST_SEED : seed(rest));
        case "replay" -> new ReplaySensor(clock, Path.of(rest));
        case "mcp3008" ->
            Mcp3008Grid.open(context, settings.wiring(), calibration(settings), clock);
        case "adns3080" ->
            Adns3080.open(context, settings.selectGpio(), settings.resetGpio(), clock);
        case "pipe" -> new PipeSensor(PipeSettings.parse(rest), standardInput, clock);
        default ->
            throw new IllegalArgumentException(
                "no such sensor: \""
                    + settings.sensor()
                    + "\"; there are faces, replay:DIR, mcp3008, adns3080 and"
                    + " pipe:WxH:PIXELS:COMMAND");
      };
    } catch (Pi4JException refused) {
      throw new SensorException(
          "the sensor " + kind + " cannot be opened: " + refused.getMessage(), refused);
    }
  }

  private static Optional<Calibration> calibration(SensorSettings settings) throws SensorException {
    if (settings.calibration().isEmpty()) {
      return Optional.empty();
    }
    Path file = settings.calibration().get();
    try {
      return Optional.of(Calibration.read(file));
    } catch (NoSuchFileException absent) {
      throw new SensorException(
          "no calibration file " + file + "; smilet-device calibrate writes one", absent);
    } catch (IOException e) {
      throw new SensorException("calibration " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("faces:SEED wants a whole number, was " + text, e);
    }
  }
}
