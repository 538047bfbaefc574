package smilet.device.sensor.mcp3008;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import smilet.device.toml.TomlFile;
import smilet.shared.error.UserError;

/**
 * What the converter reads for each pixel in the dark and in bright light. Photodiodes differ;
 * scaled between its own two readings, each pixel gives the same brightness. Either reading may be
 * the higher one, so inverted wiring is covered too.
 *
 * @param dark one reading per pixel, 0 to 1023, row by row
 * @param bright one reading per pixel, at least {@value #LEAST_RANGE} from the dark one
 */
public record Calibration(List<Integer> dark, List<Integer> bright) {
  /** A pixel with a smaller difference between dark and bright does not work. */
  public static final int LEAST_RANGE = 16;

  public Calibration {
    dark = List.copyOf(dark);
    bright = List.copyOf(bright);
    if (dark.size() != bright.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there are %d dark readings but %d bright ones",
              dark.size(),
              bright.size()));
    }
    for (int i = 0; i < dark.size(); i++) {
      requireReading("dark", i, dark.get(i));
      requireReading("bright", i, bright.get(i));
      if (Math.abs(bright.get(i) - dark.get(i)) < LEAST_RANGE) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "pixel %d reads %d in the dark and %d in the light, they must differ by %d or more;"
                    + " check its wire",
                i,
                dark.get(i),
                bright.get(i),
                LEAST_RANGE));
      }
    }
  }

  /** The whole range of the chip: 0 is dark and full scale is bright, or the reverse. */
  static Calibration nominal(int pixels, boolean inverted) {
    List<Integer> low = Collections.nCopies(pixels, 0);
    List<Integer> high = Collections.nCopies(pixels, Mcp3008.FULL_SCALE);
    return inverted ? new Calibration(high, low) : new Calibration(low, high);
  }

  /** A reading as brightness: 0 for dark or darker, full scale for bright or brighter. */
  int brightness(int pixel, int reading) {
    int low = dark.get(pixel);
    int range = bright.get(pixel) - low;
    int scaled =
        Math.floorDiv(
            (reading - low) * Mcp3008.FULL_SCALE * Integer.signum(range) * 2 + Math.abs(range),
            Math.abs(range) * 2);
    return Math.clamp(scaled, 0, Mcp3008.FULL_SCALE);
  }

  /** The contents of the file that {@link #read} reads. */
  public String toToml() {
    return """
    # What each pixel reads in the dark and in bright light, row by row.
    # Written by "smilet-device calibrate"; run it again after a change of the wiring.
    dark = %s
    bright = %s
    """
        .formatted(dark, bright);
  }

  /**
   * Reads a file as {@link #toToml} writes it.
   *
   * @throws IOException if the file cannot be read
   * @throws UserError if it is not a calibration; the message names file and line
   */
  public static Calibration read(Path file) throws IOException {
    TomlParseResult toml = TomlFile.read(file);
    try {
      return new Calibration(readings(toml, "dark"), readings(toml, "bright"));
    } catch (IllegalArgumentException invalid) {
      throw new UserError(
          file + ": " + invalid.getMessage() + "; run smilet-device calibrate again", invalid);
    }
  }

  private static List<Integer> readings(TomlParseResult toml, String key) {
    if (!toml.isArray(key)) {
      throw new IllegalArgumentException("there is no list named \"" + key + "\"");
    }
    TomlArray array = toml.getArray(key);
    List<Integer> readings = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof Long reading)) {
        throw new IllegalArgumentException(key + " reading " + i + " is not a whole number");
      }
      readings.add(Math.clamp(reading, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
    return readings;
  }

  private static void requireReading(String which, int pixel, int reading) {
    if (reading < 0 || reading > Mcp3008.FULL_SCALE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s reading of pixel %d must be 0 to %d, was %d",
              which,
              pixel,
              Mcp3008.FULL_SCALE,
              reading));
    }
  }
}
