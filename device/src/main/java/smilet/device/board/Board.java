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

/** The kinds of boards, and how to open Pi4J on them. */
public enum Board {
  /** No hardware: Pi4J's mocks, which remember what was written to them. */
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

  /** A Raspberry Pi: pins through libgpiod, everything else through Linux's device files. */
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
      // On a Pi 5, channels 0 and 1 are GPIO 12 and 13.
      return OptionalInt.of(BoardInfoHelper.usesRP1() ? 2 : 0);
    }
  };

  /** Opens Pi4J. The caller shuts it down after closing the sensor and turning all outputs off. */
  public abstract Context open();

  /** The PWM channel at GPIO 18, if the board has one and its overlay is loaded. */
  public abstract OptionalInt brightnessChannel();

  private static final String PWM_CHIPS = "/sys/class/pwm";
}
