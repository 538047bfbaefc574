package smilet.device.sensor.choice;

import com.pi4j.context.Context;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import smilet.device.board.GpioPin;
import smilet.device.board.Preflight.Need;
import smilet.device.clock.Clock;
import smilet.device.sensor.ReplaySensor;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.shared.frame.FrameFormat;

/**
 * The images in a folder, again and again.
 *
 * @param folder searched with all folders in it
 * @param scenes whether faces are looked for in the images
 */
public record ReplayChoice(Path folder, boolean scenes) implements SensorChoice {
  @Override
  public Optional<FrameFormat> format() {
    return Optional.empty();
  }

  @Override
  public SensorChoice ofScenes() {
    return new ReplayChoice(folder, true);
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
  public Sensor open(Context context, InputStream standardInput, Clock clock)
      throws SensorException {
    return new ReplaySensor(clock, folder, scenes);
  }
}
