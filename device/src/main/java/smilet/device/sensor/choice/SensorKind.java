package smilet.device.sensor.choice;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of sensors, each with its name in options and configurations. */
public enum SensorKind {
  FACES("faces", "faces"),
  REPLAY("replay", "replay:DIR"),
  MCP3008("mcp3008", "mcp3008"),
  ADNS3080("adns3080", "adns3080"),
  PIPE("pipe", "pipe:WxH:PIXELS:COMMAND");

  private final String word;
  private final String form;

  SensorKind(String word, String form) {
    this.word = word;
    this.form = form;
  }

  /** How a sensor of this kind is written on the command line, for example "replay:DIR". */
  public String form() {
    return form;
  }

  /**
   * The kind of a sensor written as its name, or its name, a colon and details.
   *
   * @throws IllegalArgumentException if there is no such kind; the message lists all kinds
   */
  public static SensorKind of(String sensor) {
    return find(sensor)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no such sensor: \"%s\"; the sensors are %s".formatted(sensor, forms())));
  }

  /** As {@link #of}, but empty if there is no such kind. */
  public static Optional<SensorKind> find(String sensor) {
    String name = sensor.split(":", 2)[0];
    return Arrays.stream(values()).filter(kind -> kind.word.equals(name)).findFirst();
  }

  /**
   * The one kind that an option is for, if its name begins with the kind's, as "mcp3008-grid" does,
   * or with "calibration".
   */
  public static Optional<SensorKind> ofOption(String name) {
    if (name.startsWith("calibration")) {
      return Optional.of(MCP3008);
    }
    return Arrays.stream(values()).filter(kind -> name.startsWith(kind.word + "-")).findFirst();
  }

  /** What follows the name and its colon; empty if nothing does. */
  public static String details(String sensor) {
    int colon = sensor.indexOf(':');
    return colon < 0 ? "" : sensor.substring(colon + 1);
  }

  private static String forms() {
    return Arrays.stream(values()).map(SensorKind::form).collect(Collectors.joining(", "));
  }
}
