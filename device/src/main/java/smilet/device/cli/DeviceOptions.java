package smilet.device.cli;

import java.util.OptionalInt;
import picocli.CommandLine.Option;
import smilet.device.board.Board;

/** What is connected to the device: options that every command which touches hardware shares. */
final class DeviceOptions {
  @Option(
      names = "--board",
      paramLabel = "mock|pi",
      defaultValue = "mock",
      description = "mock runs anywhere, pi on a Raspberry Pi; default ${DEFAULT-VALUE}")
  Board board;

  @Option(
      names = "--sensor",
      paramLabel = "SENSOR",
      defaultValue = "faces",
      description = "faces (drawn) or replay:DIR (a folder of images); default ${DEFAULT-VALUE}")
  String sensor;

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
