package smilet.device.sensor;

import com.pi4j.context.Context;
import java.nio.file.Path;
import smilet.device.clock.Clock;

/**
 * Opens a sensor by the words of the command line: a kind, and after a colon what that kind needs.
 */
public final class Sensors {
  private static final long FIRST_SEED = 1;

  private Sensors() {}

  /**
   * Opens what the text names.
   *
   * @param text "faces", "faces:SEED" or "replay:DIR"
   * @param context the board's, for chips
   * @throws SensorException where the sensor cannot be opened
   * @throws IllegalArgumentException where the text names no sensor
   */
  public static Sensor open(String text, Context context, Clock clock) throws SensorException {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    return switch (kind) {
      case "faces" -> new FacesSensor(clock, rest.isEmpty() ? FIRST_SEED : seed(rest));
      case "replay" -> new ReplaySensor(clock, Path.of(rest));
      default ->
          throw new IllegalArgumentException(
              "no such sensor: \"" + text + "\"; there are faces and replay:DIR");
    };
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("faces:SEED wants a whole number, was " + text, e);
    }
  }
}
