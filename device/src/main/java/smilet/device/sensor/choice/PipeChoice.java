package smilet.device.sensor.choice;

import com.pi4j.context.Context;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import smilet.device.board.GpioPin;
import smilet.device.board.Preflight.Need;
import smilet.device.clock.Clock;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.pipe.PipeSensor;
import smilet.device.sensor.pipe.PipeSettings;
import smilet.shared.frame.FrameFormat;

/** A camera's program, or standard input. */
public record PipeChoice(PipeSettings settings) implements SensorChoice {
  @Override
  public Optional<FrameFormat> format() {
    return Optional.of(settings.format());
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
  public boolean isCamera() {
    return true;
  }

  @Override
  public Watch watch() {
    return Watch.WHOLE_PICTURE;
  }

  @Override
  public Sensor open(Context context, InputStream standardInput, Clock clock) {
    return new PipeSensor(settings, standardInput, clock);
  }
}
