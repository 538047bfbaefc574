package smilet.device.cli;

import com.pi4j.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import smilet.device.board.Board;
import smilet.device.board.Preflight;
import smilet.device.board.Preflight.Need;

/** What is connected to the device: options that every command which touches hardware shares. */
final class DeviceOptions {
  @Option(
      names = "--board",
      paramLabel = "mock|pi",
      defaultValue = "mock",
      description = "mock runs anywhere, pi on a Raspberry Pi; default ${DEFAULT-VALUE}")
  Board board;

  @Mixin SensorOptions sensor;

  @Option(
      names = "--led-gpio",
      paramLabel = "GPIO",
      defaultValue = "17",
      description = "GPIO number of the LED, lit while there is a smile; default ${DEFAULT-VALUE}")
  int ledGpio;

  @Option(
      names = "--pwm",
      paramLabel = "auto|none|CHANNEL",
      defaultValue = "auto",
      description =
          "PWM channel of a second LED, as bright as the percentage; default auto: GPIO 18")
  String pwm;

  /**
   * Opens the board.
   *
   * @throws UserError where something is missing on it, with how to mend it
   */
  Context openBoard() {
    if (board == Board.PI) {
      List<String> missing = new Preflight().missing(needs());
      if (!missing.isEmpty()) {
        throw new UserError(String.join("; ", missing));
      }
    }
    return board.open();
  }

  private List<Need> needs() {
    List<Need> needs = new ArrayList<>();
    if (sensor.text.equals("adns3080") || sensor.text.equals("mcp3008")) {
      needs.add(Need.SPI_CE0);
    }
    if (sensor.text.equals("mcp3008") && sensor.usesSecondChip()) {
      needs.add(Need.SPI_CE1);
    }
    if (!pwm.equals("auto") && !pwm.equals("none")) {
      needs.add(Need.PWM);
    }
    return needs;
  }

  /** The PWM channel that was asked for. */
  OptionalInt pwmChannel() {
    if (pwm.equals("none")) {
      return OptionalInt.empty();
    }
    if (pwm.equals("auto")) {
      return board.brightnessChannel();
    }
    try {
      return OptionalInt.of(Integer.parseUnsignedInt(pwm));
    } catch (NumberFormatException e) {
      throw new UserError("--pwm is auto, none or a channel of the PWM chip, was " + pwm, e);
    }
  }
}
