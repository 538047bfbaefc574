package smilet.device.cli;

import com.pi4j.context.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import smilet.device.board.Board;
import smilet.device.board.BoardFault;
import smilet.device.board.GpioPin;
import smilet.device.board.Preflight;
import smilet.device.board.Preflight.Need;
import smilet.device.board.PwmChoice;
import smilet.device.sensor.choice.SensorChoice;
import smilet.shared.error.UserError;

/** What is connected to the device: the options of every command that uses hardware. */
class DeviceOptions {
  @Option(
      names = ConfigFile.OPTION,
      paramLabel = "FILE",
      description = "Read options from this file; smilet-device config prints an example.")
  Path config; // read before the other options, see SmiletDevice.execute

  @Option(
      names = "--board",
      paramLabel = "mock|pi",
      defaultValue = "mock",
      description =
          "The board: mock runs on any computer, pi on a Raspberry Pi (default: ${DEFAULT-VALUE}).")
  Board board;

  @Mixin SensorOptions sensor;

  @Option(
      names = "--led-gpio",
      paramLabel = "GPIO",
      defaultValue = "17",
      description =
          "The GPIO number of the LED that is lit during a smile (default: ${DEFAULT-VALUE}).")
  int ledGpio;

  @Option(
      names = "--pwm",
      paramLabel = "auto|none|CHANNEL",
      defaultValue = "auto",
      description =
          "The PWM channel of a second LED, which is as bright as the percentage; auto is the"
              + " channel at GPIO 18, if the board has it (default: ${DEFAULT-VALUE}).")
  String pwm;

  /**
   * Opens the board.
   *
   * @param used the sensor that is to be opened on it
   * @param more pins that something else is wired to
   * @throws UserError if something is missing on the board; the message says how to fix it
   */
  Context openBoard(SensorChoice used, Collection<GpioPin> more) {
    requireDistinctPins(used, more);
    PwmChoice brightness = pwm();
    if (board == Board.PI) {
      List<Need> needs = new ArrayList<>(used.needs());
      needs.addAll(brightness.needs());
      List<String> missing = new Preflight().missing(needs);
      if (!missing.isEmpty()) {
        throw new UserError(String.join("; ", missing));
      }
    }
    return BoardFault.naming("the board", board::open);
  }

  /** The PWM channel of the second LED, if there is to be one. */
  OptionalInt pwmChannel() {
    return pwm().channel(board);
  }

  private PwmChoice pwm() {
    return PwmChoice.parse(pwm);
  }

  /**
   * Checks the pins.
   *
   * @throws UserError if there is no such pin, or if options connect two things to one pin
   */
  void requireDistinctPins(SensorChoice used, Collection<GpioPin> more) {
    List<GpioPin> pins = new ArrayList<>();
    pins.add(new GpioPin("--led-gpio", ledGpio));
    pwm().pin(board).ifPresent(pins::add);
    pins.addAll(used.pins());
    pins.addAll(more);
    Map<Integer, String> options = new HashMap<>();
    for (GpioPin pin : pins) {
      String other = options.put(pin.gpio(), pin.option());
      if (other != null) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "%s and %s both use GPIO %d; choose another pin for one of them",
                other,
                pin.option(),
                pin.gpio()));
      }
    }
  }
}
