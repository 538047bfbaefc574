package smilet.device.cli;

import com.pi4j.context.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import smilet.device.board.Board;
import smilet.device.board.Preflight;
import smilet.device.board.Preflight.Need;

/** What is connected to the device: options that every command which touches hardware shares. */
class DeviceOptions {
  @Option(
      names = ConfigFile.OPTION,
      paramLabel = "FILE",
      description = "options from a file, as smilet-device config prints it")
  Path config; // read before the command line is, see SmiletDevice.execute

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
    requireDistinctPins();
    if (board == Board.PI) {
      List<String> missing = new Preflight().missing(needs());
      if (!missing.isEmpty()) {
        throw new UserError(String.join("; ", missing));
      }
    }
    return board.open();
  }

  /** One pin cannot serve two. */
  private void requireDistinctPins() {
    Map<Integer, String> pins = new HashMap<>();
    claim(ledGpio, "--led-gpio", pins);
    OptionalInt channel = pwmChannel();
    if (pwm.equals("auto") && channel.isPresent()) {
      claim(PWM_GPIO, "--pwm", pins);
    }
    if (sensor.text.equals("adns3080")) {
      claim(sensor.adns3080Select, "--adns3080-select", pins);
      claim(sensor.adns3080Reset, "--adns3080-reset", pins);
    }
  }

  private static void claim(int gpio, String option, Map<Integer, String> pins) {
    if (gpio < 0 || gpio > 27) {
      throw new UserError(option + " must be a GPIO number, 0 to 27, was " + gpio);
    }
    String other = pins.put(gpio, option);
    if (other != null) {
      throw new UserError("%s and %s both want GPIO %d".formatted(other, option, gpio));
    }
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

  /** Where {@code auto} drives the brightness. */
  private static final int PWM_GPIO = 18;

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
