package smilet.device.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.board.Preflight.Need;

/** Tests with folders that look like those of a Pi, with parts missing. */
class PreflightTest {
  @TempDir Path root;

  @Test
  void completePiMissesNothing() throws IOException {
    pi();
    assertThat(missing(Need.SPI_CE0, Need.SPI_CE1, Need.PWM)).isEmpty();
  }

  @Test
  void ordinaryPcIsReferredToTheMock() {
    assertThat(missing()).first().asString().contains("not a Raspberry Pi; use --board mock");
  }

  @Test
  void anotherBoardIsNamed() throws IOException {
    pi();
    write("proc/device-tree/model", "Orange Pi Zero\0");
    assertThat(missing())
        .containsExactly("this board is \"Orange Pi Zero\", not a Raspberry Pi; use --board mock");
  }

  @Test
  void everyMissingPartIsReportedWithItsFix() throws IOException {
    pi();
    Files.delete(root.resolve("dev/spidev0.1"));
    Files.delete(root.resolve("dev/gpiochip0"));
    Files.delete(root.resolve("sys/class/pwm/pwmchip0"));
    assertThat(missing(Need.SPI_CE0, Need.SPI_CE1, Need.PWM))
        .satisfiesExactly(
            gpio -> assertThat(gpio).startsWith("there is no /dev/gpiochip*"),
            spi -> assertThat(spi).contains("/dev/spidev0.1").contains("raspi-config"),
            pwm -> assertThat(pwm).contains("dtoverlay=pwm-2chan").contains("--pwm none"));
    assertThat(missing(Need.SPI_CE0)).hasSize(1);
  }

  private List<String> missing(Need... needs) {
    return new Preflight(root).missing(List.of(needs));
  }

  private void pi() throws IOException {
    write("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");
    write("dev/gpiochip0", "");
    write("dev/spidev0.0", "");
    write("dev/spidev0.1", "");
    write("sys/class/pwm/pwmchip0", "");
  }

  private void write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
