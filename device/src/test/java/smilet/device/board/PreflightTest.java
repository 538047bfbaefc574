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

  @Test
  void librariesNeedAFolderThatTheyCanBeLoadedFrom() throws IOException {
    pi();
    assertThat(missing("aarch64", root.resolve("none")))
        .singleElement()
        .asString()
        .contains("none cannot be written", "set TMPDIR");
    String temporary = root.resolve("tmp").toRealPath().toString();
    write(
        "proc/self/mounts",
        "/dev/root / ext4 rw 0 0\ntmpfs " + temporary + " tmpfs rw,nosuid,noexec,nodev 0 0\n");
    assertThat(missing())
        .singleElement()
        .asString()
        .contains("tmp is mounted noexec", "set TMPDIR");
  }

  @Test
  void aPiWith32BitsIsToldWhatIsSupported() throws IOException {
    pi();
    assertThat(missing("arm", root.resolve("tmp")))
        .singleElement()
        .asString()
        .contains("32-bit", "install the 64-bit Raspberry Pi OS");
  }

  @Test
  void pwmOnAutoGoesOnWithoutAChipAChannelOrPermission() throws IOException {
    Path chip = root.resolve("sys/class/pwm/pwmchip0");
    assertThat(Board.isUsable(chip, 0)).as("no chip").isFalse();
    write("sys/class/pwm/pwmchip0/npwm", "2\n");
    assertThat(Board.isUsable(chip, 0)).as("no permission").isFalse();
    write("sys/class/pwm/pwmchip0/export", "");
    assertThat(Board.isUsable(chip, 0)).isTrue();
    assertThat(Board.isUsable(chip, 2)).as("no such channel").isFalse();
  }

  private List<String> missing(Need... needs) {
    return missing("aarch64", root.resolve("tmp"), needs);
  }

  private List<String> missing(String processor, Path temporary, Need... needs) {
    return new Preflight(root, temporary, processor).missing(List.of(needs));
  }

  private void pi() throws IOException {
    write("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");
    write("dev/gpiochip0", "");
    write("tmp/other", "");
    write("proc/self/mounts", "/dev/root / ext4 rw,noatime 0 0\n");
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
