package smilet.device.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks, before Pi4J is opened, that a Raspberry Pi has what a run needs. Each missing part is
 * reported in one line that says how to fix it; Pi4J itself would only log, or fail later.
 */
public final class Preflight {
  /** What a run may need beyond the GPIO chip. */
  public enum Need {
    SPI_CE0,
    SPI_CE1,
    PWM
  }

  private static final String RASPBERRY_PI = "Raspberry Pi";

  private final Path root;

  public Preflight() {
    this(Path.of("/"));
  }

  /** Checks the files below another root than the machine's. */
  Preflight(Path root) {
    this.root = root;
  }

  /** One line per missing part; empty if nothing is missing. */
  public List<String> missing(List<Need> needs) {
    List<String> missing = new ArrayList<>();
    checkBoard(missing);
    checkGpio(missing);
    for (Need need : needs) {
      switch (need) {
        case SPI_CE0 -> checkSpi("dev/spidev0.0", missing);
        case SPI_CE1 -> checkSpi("dev/spidev0.1", missing);
        case PWM -> checkPwm(missing);
      }
    }
    return missing;
  }

  /** Whether this machine is a Raspberry Pi. */
  public boolean isRaspberryPi() {
    return boardName().contains(RASPBERRY_PI);
  }

  private void checkBoard(List<String> missing) {
    String name = boardName();
    if (name.isEmpty()) {
      missing.add("this machine is not a Raspberry Pi; use --board mock");
    } else if (!isRaspberryPi()) {
      missing.add("this board is \"" + name + "\", not a Raspberry Pi; use --board mock");
    }
  }

  /** What the kernel calls the board; empty on a PC. */
  private String boardName() {
    try {
      Path model = root.resolve("proc/device-tree/model");
      return Files.readString(model, StandardCharsets.UTF_8).replace("\0", "");
    } catch (IOException absent) {
      return "";
    }
  }

  private void checkGpio(List<String> missing) {
    List<Path> chips = devices("gpiochip*");
    if (chips.isEmpty()) {
      missing.add(
          "there is no /dev/gpiochip*: the kernel has no GPIO driver; use the kernel of Raspberry Pi OS");
    } else if (chips.stream().noneMatch(Preflight::isUsable)) {
      missing.add(
          "/dev/gpiochip* cannot be opened: run sudo usermod -aG gpio $USER and log in again");
    }
  }

  private void checkSpi(String device, List<String> missing) {
    Path node = root.resolve(device);
    if (!Files.exists(node)) {
      missing.add(
          "there is no /"
              + device
              + ": enable SPI with sudo raspi-config nonint do_spi 0 and reboot");
    } else if (!isUsable(node)) {
      missing.add(
          "/" + device + " cannot be opened: run sudo usermod -aG spi $USER and log in again");
    }
  }

  private void checkPwm(List<String> missing) {
    Path chips = root.resolve("sys/class/pwm");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(chips, "pwmchip*")) {
      if (found.iterator().hasNext()) {
        return;
      }
    } catch (IOException absent) {
      // The same as empty.
    }
    missing.add(
        "there is no PWM chip: add dtoverlay=pwm-2chan to /boot/firmware/config.txt and reboot, or"
            + " use --pwm none");
  }

  private List<Path> devices(String pattern) {
    List<Path> devices = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(root.resolve("dev"), pattern)) {
      found.forEach(devices::add);
    } catch (IOException absent) {
      // Without the folder there are no devices.
    }
    return devices;
  }

  private static boolean isUsable(Path node) {
    return Files.isReadable(node) && Files.isWritable(node);
  }
}
