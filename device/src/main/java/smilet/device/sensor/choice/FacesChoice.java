package smilet.device.sensor.choice;

import com.pi4j.context.Context;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import smilet.device.board.GpioPin;
import smilet.device.board.Preflight.Need;
import smilet.device.clock.Clock;
import smilet.device.sensor.FacesSensor;
import smilet.device.sensor.Sensor;
import smilet.shared.frame.FrameFormat;

/**
 * Drawn faces.
 *
 * @param seed chooses the people
 */
public record FacesChoice(long seed) implements SensorChoice {
  private static final long DEFAULT_SEED = 1;

  /**
   * Reads a seed.
   *
   * @param text a whole number; if empty, the seed is {@value #DEFAULT_SEED}
   * @throws IllegalArgumentException if the text is something else
   */
  public static FacesChoice parse(String text) {
    try {
      return new FacesChoice(text.isEmpty() ? DEFAULT_SEED : Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the seed in faces:SEED must be a whole number, was \"" + text + "\"", e);
    }
  }

  @Override
  public Optional<FrameFormat> format() {
    return Optional.of(FacesSensor.FORMAT);
  }

  @Override
  public List<GpioPin> pins() {
    return List.of();
  }

  @Override
  public List<Need> needs() {
    return List.of();
  }

  @Override
  public Watch watch() {
    return Watch.NOTHING;
  }

  @Override
  public Sensor open(Context context, InputStream standardInput, Clock clock) {
    return new FacesSensor(clock, seed);
  }
}
