package smilet.device.sensor.choice;

import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import java.io.InputStream;
import java.util.Optional;
import smilet.device.board.BoardFault;
import smilet.device.clock.Clock;
import smilet.device.sensor.MountedSensor;
import smilet.device.sensor.Mounting;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.device.sensor.WatchedSensor;
import smilet.shared.frame.FrameFormat;

/**
 * A sensor, how it is mounted, and how long its picture may look broken.
 *
 * @param brokenAfterNanos how long the picture of a real sensor may look broken before that is a
 *     fault; 0 means for ever
 */
public record SensorSettings(SensorChoice choice, Mounting mounting, long brokenAfterNanos) {
  public SensorSettings {
    if (brokenAfterNanos < 0) {
      throw new IllegalArgumentException(
          "the time that a picture may look broken must be 0 ns or more, was " + brokenAfterNanos);
    }
    choice.format().ifPresent(mounting::apply); // refuses a crop outside the picture
  }

  /** The format of the mounted sensor's frames, or empty if only the opened sensor knows it. */
  public Optional<FrameFormat> format() {
    return choice.format().map(mounting::apply);
  }

  /** The same, for frames in which faces are looked for. */
  public SensorSettings ofScenes() {
    return new SensorSettings(choice.ofScenes(), mounting, brokenAfterNanos);
  }

  /**
   * Opens the sensor. Its frames are upright, and are watched if the sensor is real.
   *
   * @param context the board's, for chips
   * @param standardInput for a pipe that reads it
   * @throws SensorException if the sensor cannot be opened, or the mounting does not fit it
   */
  public Sensor open(Context context, InputStream standardInput, Clock clock)
      throws SensorException {
    Sensor sensor;
    try {
      sensor = choice.open(context, standardInput, clock);
    } catch (Pi4JException refused) {
      throw new SensorException(
          "the sensor cannot be opened: " + BoardFault.explain(refused), refused);
    }
    if (!mounting.equals(Mounting.UPRIGHT)) {
      try {
        sensor = new MountedSensor(sensor, mounting);
      } catch (IllegalArgumentException unsuitable) {
        sensor.close();
        throw new SensorException(unsuitable.getMessage(), unsuitable);
      }
    }
    // The watch looks at what the model gets: what was cropped away may be dark for ever.
    return watched(sensor);
  }

  private Sensor watched(Sensor sensor) {
    Watch watch = brokenAfterNanos == 0 ? Watch.NOTHING : choice.watch();
    return switch (watch) {
      case NOTHING -> sensor;
      case WHOLE_PICTURE -> new WatchedSensor(sensor, brokenAfterNanos, false);
      case EVERY_PIXEL -> new WatchedSensor(sensor, brokenAfterNanos, true);
    };
  }
}
