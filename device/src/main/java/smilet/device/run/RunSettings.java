package smilet.device.run;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import smilet.device.home.HomeSettings;
import smilet.device.page.PageSettings;
import smilet.device.scene.SceneSettings;
import smilet.device.sensor.choice.SensorSettings;
import smilet.device.supply.ModelLocation;

/**
 * What one run of the device uses and how it reports.
 *
 * @param model where the models come from
 * @param sensor the sensor and its mounting
 * @param scene whether and how faces are looked for in the frames
 * @param ledGpio the GPIO number of the LED
 * @param pwmChannel the PWM channel of the second LED, if there is one
 * @param rhythm how often the loop looks and how fast the LED follows
 * @param limits when the run ends by itself
 * @param display what is printed while it runs
 * @param page where the page in the browser is served; empty if it is not
 * @param home how the device talks to a broker; empty if it does not
 * @param capture how frames are captured
 */
public record RunSettings(
    ModelLocation model,
    SensorSettings sensor,
    SceneSettings scene,
    int ledGpio,
    OptionalInt pwmChannel,
    Rhythm rhythm,
    Limits limits,
    Display display,
    Optional<PageSettings> page,
    Optional<HomeSettings> home,
    CaptureSettings capture) {
  /**
   * How often the loop looks and how fast the LED follows.
   *
   * @param framesPerSecond 1 to 1000
   * @param framesInARow how many verdicts in a row must agree before the LED changes, 1 to 1000
   */
  public record Rhythm(int framesPerSecond, int framesInARow) {
    public Rhythm {
      if (framesPerSecond < 1 || framesPerSecond > 1000) {
        throw new IllegalArgumentException(
            "frames per second must be 1 to 1000, were " + framesPerSecond);
      }
      if (framesInARow < 1 || framesInARow > 1000) {
        throw new IllegalArgumentException(
            "frames in a row must be 1 to 1000, were " + framesInARow);
      }
    }

    /** The time from one tick to the next. */
    long periodNanos() {
      return 1_000_000_000L / framesPerSecond;
    }
  }

  /**
   * When the run ends by itself. {@link Long#MAX_VALUE} means never.
   *
   * @param maxFrames 1 or more
   * @param maxNanos 1 or more
   */
  public record Limits(long maxFrames, long maxNanos) {
    public Limits {
      if (maxFrames < 1 || maxNanos < 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "limits must be positive, were %d frames and %d ns",
                maxFrames,
                maxNanos));
      }
    }
  }
}
