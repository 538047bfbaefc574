package smilet.device.sensor.choice;

import com.pi4j.context.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import smilet.device.board.GpioPin;
import smilet.device.board.Preflight.Need;
import smilet.device.clock.Clock;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.device.sensor.mcp3008.Calibration;
import smilet.device.sensor.mcp3008.Mcp3008Grid;
import smilet.device.sensor.mcp3008.Wiring;
import smilet.shared.error.FileError;
import smilet.shared.frame.FrameFormat;

/**
 * A grid of light sensors on MCP3008 chips.
 *
 * @param calibration the file that {@code smilet-device calibrate} wrote, if there is one
 */
public record Mcp3008Choice(Wiring wiring, Optional<Path> calibration) implements SensorChoice {
  @Override
  public Optional<FrameFormat> format() {
    return Optional.of(Mcp3008Grid.format(wiring));
  }

  @Override
  public List<GpioPin> pins() {
    return List.of();
  }

  @Override
  public List<Need> needs() {
    return wiring.chips() > 1 ? List.of(Need.SPI_CE0, Need.SPI_CE1) : List.of(Need.SPI_CE0);
  }

  @Override
  public Watch watch() {
    return Watch.EVERY_PIXEL;
  }

  @Override
  public Sensor open(Context context, InputStream standardInput, Clock clock)
      throws SensorException {
    return Mcp3008Grid.open(context, wiring, measured(), clock);
  }

  private Optional<Calibration> measured() throws SensorException {
    if (calibration.isEmpty()) {
      return Optional.empty();
    }
    Path file = calibration.get();
    try {
      return Optional.of(Calibration.read(file));
    } catch (NoSuchFileException absent) {
      throw new SensorException(
          "no calibration file " + file + "; smilet-device calibrate writes one", absent);
    } catch (IOException e) {
      throw new SensorException(new FileError("cannot read calibration", file, e).getMessage(), e);
    }
  }
}
