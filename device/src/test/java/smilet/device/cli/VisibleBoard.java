package smilet.device.cli;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.plugin.linuxfs.provider.gpio.digital.LinuxFsDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.provider.pwm.LinuxFsPwmProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import smilet.device.board.GpioPin;
import smilet.device.sensor.choice.SensorChoice;
import smilet.device.sensor.mcp3008.Mcp3008Chip;
import smilet.device.sensor.wires.SpiChip;
import smilet.device.sensor.wires.SpiWires;

/**
 * A board whose outputs another process can see: Pi4J's providers for Linux's device files, used
 * with an ordinary folder. On its SPI bus is an MCP3008 in bright light. It hangs in a system call
 * as soon as the folder has a named pipe called {@value #HANG}.
 */
final class VisibleBoard {
  private static final String HANG = "hang";

  private final Path root;

  /** Makes a board in this folder, with the files that the kernel would provide. */
  static VisibleBoard make(Path root) throws IOException {
    VisibleBoard board = new VisibleBoard(root);
    for (String file :
        new String[] {
          "gpio/export",
          "gpio/unexport",
          "gpio/gpio17/direction",
          "gpio/gpio17/value",
          "gpio/gpio17/active_low",
          "pwm/pwmchip0/export",
          "pwm/pwmchip0/unexport",
          "pwm/pwmchip0/pwm0/enable",
          "pwm/pwmchip0/pwm0/period",
          "pwm/pwmchip0/pwm0/duty_cycle",
          "pwm/pwmchip0/pwm0/polarity"
        }) {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "0");
    }
    Files.writeString(root.resolve("pwm/pwmchip0/npwm"), "2");
    return board;
  }

  private VisibleBoard(Path root) {
    this.root = root;
  }

  /** Whether both outputs are on. */
  boolean isLit() throws IOException {
    return led().equals("1") && brightness().equals("1");
  }

  /** Whether both outputs are off. */
  boolean isDark() throws IOException {
    return led().equals("0") && brightness().equals("0");
  }

  private String led() throws IOException {
    return Files.readString(root.resolve("gpio/gpio17/value")).strip();
  }

  private String brightness() throws IOException {
    return Files.readString(root.resolve("pwm/pwmchip0/pwm0/enable")).strip();
  }

  /** Makes the chip hang at its next transfer. */
  void hangSensor() throws IOException, InterruptedException {
    Path made = root.resolve("made");
    if (new ProcessBuilder("mkfifo", made.toString()).start().waitFor() != 0) {
      throw new IOException("mkfifo failed");
    }
    Files.move(made, root.resolve(HANG));
  }

  private Context open() {
    return Pi4J.newContextBuilder()
        .noAutoDetect()
        .add(
            LinuxFsDigitalOutputProvider.newInstance(root.resolve("gpio").toString()),
            LinuxFsPwmProvider.newInstance(root.resolve("pwm").toString(), 0),
            SpiWires.of(new HangingChip(root.resolve(HANG)), new HangingChip(root.resolve(HANG))))
        .build();
  }

  private static final class HangingChip implements SpiChip {
    private final Mcp3008Chip chip = new Mcp3008Chip();
    private final Path hang;

    HangingChip(Path hang) {
      this.hang = hang;
      for (int channel = 0; channel < 8; channel++) {
        chip.level(channel, 1023);
      }
    }

    @Override
    public void opened(SpiConfig config) {
      chip.opened(config);
    }

    @Override
    public int transfer(byte[] out, int outOffset, byte[] in, int inOffset, int count) {
      if (Files.exists(hang)) {
        try {
          Files.readAllBytes(hang); // opening waits for a writer, which never comes
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return chip.transfer(out, outOffset, in, inOffset, count);
    }
  }

  /** Runs the whole program with the board in the folder that is the first argument. */
  public static void main(String[] args) {
    VisibleBoard board = new VisibleBoard(Path.of(args[0]));
    IFactory parts =
        new IFactory() {
          @Override
          public <K> K create(Class<K> part) throws Exception {
            return part == DeviceOptions.class
                ? part.cast(new OnVisibleBoard(board))
                : CommandLine.defaultFactory().create(part);
          }
        };
    String[] rest = new String[args.length - 1];
    System.arraycopy(args, 1, rest, 0, rest.length);
    System.exit(SmiletDevice.execute(SmiletDevice.commandLine(parts), rest));
  }

  private static final class OnVisibleBoard extends DeviceOptions {
    private final VisibleBoard visible;

    OnVisibleBoard(VisibleBoard visible) {
      this.visible = visible;
    }

    @Override
    Context openBoard(SensorChoice used, Collection<GpioPin> more) {
      return visible.open();
    }
  }
}
