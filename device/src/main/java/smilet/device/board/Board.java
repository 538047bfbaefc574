package smilet.device.board;

import com.pi4j.Pi4J;
import com.pi4j.boardinfo.util.BoardInfoHelper;
import com.pi4j.context.Context;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CProvider;
import com.pi4j.plugin.linuxfs.provider.pwm.LinuxFsPwmProvider;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import com.pi4j.plugin.mock.provider.i2c.MockI2CProvider;
import com.pi4j.plugin.mock.provider.pwm.MockPwmProvider;
import com.pi4j.plugin.mock.provider.spi.MockSpiProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Which board, and how to open Pi4J on it. */
public enum Board {
  /** No hardware: Pi4J's own mocks, which keep what was written to them. */
  MOCK {
    @Override
    public Context open() {
      return Pi4J.newContextBuilder()
          .noAutoDetect()
          .add(
              MockDigitalInputProvider.newInstance(),
              MockDigitalOutputProvider.newInstance(),
              MockPwmProvider.newInstance(),
              MockI2CProvider.newInstance(),
              MockSpiProvider.newInstance())
          .build();
    }

    @Override
    public OptionalInt brightnessChannel() {
      return OptionalInt.of(0);
    }
  },

  /** A Raspberry Pi: libgpiod for the pins, Linux's device files for the rest. */
  PI {
    @Override
    public Context open() {
      return Pi4J.newContextBuilder()
          .noAutoDetect()
          .add(
              GpioDDigitalInputProvider.newInstance(),
              GpioDDigitalOutputProvider.newInstance(),
              LinuxFsI2CProvider.newInstance(),
              LinuxFsSpiProvider.newInstance(),
              LinuxFsPwmProvider.newInstance(PWM_CHIPS, BoardInfoHelper.getPwmChipAddress()))
          .build();
    }

    @Override
    public OptionalInt brightnessChannel() {
      Path chip = Path.of(PWM_CHIPS, "pwmchip" + BoardInfoHelper.getPwmChipAddress());
      if (!Files.isDirectory(chip)) {
        return OptionalInt.empty();
      }
      // A Pi 5's chip counts GPIO 12 and 13 first.
      return OptionalInt.of(BoardInfoHelper.usesRP1() ? 2 : 0);
    }
  };

  /**
   * Opens Pi4J. Who opens it shuts it down, after the sensor was closed and every output is off.
   */
  public abstract Context open();

  /** The PWM channel that drives GPIO 18, where the board has one and its overlay is loaded. */
  public abstract OptionalInt brightnessChannel();

  private static final String PWM_CHIPS = "/sys/class/pwm";
}
