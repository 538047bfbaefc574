package smilet.device.sensor.choice;

import com.pi4j.context.Context;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import smilet.device.board.GpioPin;
import smilet.device.board.Preflight.Need;
import smilet.device.clock.Clock;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.adns3080.Adns3080;
import smilet.shared.frame.FrameFormat;

/**
 * An ADNS-3080.
 *
 * @param selectGpio the GPIO number of the pin wired to NCS
 * @param resetGpio the GPIO number of the pin wired to RESET
 */
public record Adns3080Choice(int selectGpio, int resetGpio) implements SensorChoice {
  public Adns3080Choice {
    GpioPin.requireGpio("--adns3080-select", selectGpio);
    GpioPin.requireGpio("--adns3080-reset", resetGpio);
  }

  @Override
  public Optional<FrameFormat> format() {
    return Optional.of(Adns3080.FORMAT);
  }

  @Override
  public List<GpioPin> pins() {
    return List.of(
        new GpioPin("--adns3080-select", selectGpio), new GpioPin("--adns3080-reset", resetGpio));
  }

  @Override
  public List<Need> needs() {
    return List.of(Need.SPI_CE0);
  }

  @Override
  public Watch watch() {
    return Watch.EVERY_PIXEL;
  }

  @Override
  public Sensor open(Context context, InputStream standardInput, Clock clock) {
    return Adns3080.open(context, selectGpio, resetGpio, clock);
  }
}
