package smilet.device.board;

import com.pi4j.Pi4J;
import com.pi4j.boardinfo.util.BoardInfoHelper;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
      // On a Pi 5, channels 0 and 1 are GPIO 12 and 13.
      int channel = BoardInfoHelper.usesRP1() ? 2 : 0;
      Path chip = Path.of(PWM_CHIPS, "pwmchip" + BoardInfoHelper.getPwmChipAddress());
      return isUsable(chip, channel) ? OptionalInt.of(channel) : OptionalInt.empty();
    }
  };

  /** Opens Pi4J. The caller closes it after closing the sensor and turning all outputs off. */
  public abstract Context open();

  /** The PWM channel at GPIO 18, if the board has one that this program may use. */
  public abstract OptionalInt brightnessChannel();

  private static final String PWM_CHIPS = "/sys/class/pwm";
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);

  /**
   * Shuts Pi4J down. What it cannot do any more at the end of the program is only logged: the
   * outputs are off already.
   */
  public static void close(Context context) {
    try {
      context.shutdown();
    } catch (Pi4JException e) {
      LOG.warn("the board was not closed properly: {}", BoardFault.explain(e));
    }
  }

  /** Whether a PWM chip is there, has a channel, and lets this program use it. */
  static boolean isUsable(Path chip, int channel) {
    try {
      int channels = Integer.parseInt(Files.readString(chip.resolve("npwm")).strip());
      boolean exported = Files.isWritable(chip.resolve("pwm" + channel).resolve("enable"));
      return channel < channels && (exported || Files.isWritable(chip.resolve("export")));
    } catch (IOException | NumberFormatException none) {
      return false;
    }
  }
}
