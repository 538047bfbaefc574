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

  /** What the native libraries of Pi4J need there, and some more. */
  private static final long LIBRARY_BYTES = 1 << 20;

  private final Path root;
  private final Path temporary;
  private final String processor;

  /** Checks this machine. */
  public Preflight() {
    this(
        Path.of("/"), Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("os.arch"));
  }

  /**
   * Checks the files below another root than the machine's.
   *
   * @param temporary the folder for temporary files
   * @param processor as Java names it, "aarch64"
   */
  Preflight(Path root, Path temporary, String processor) {
    this.root = root;
    this.temporary = temporary;
    this.processor = processor;
  }

  /** One line per missing part; empty if nothing is missing. */
  public List<String> missing(List<Need> needs) {
    List<String> missing = new ArrayList<>();
    checkBoard(missing);
    checkProcessor(missing);
    checkTemporary(missing);
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

  private void checkProcessor(List<String> missing) {
    if (processor.equals("arm")) {
      missing.add(
          "this is a 32-bit Linux, which is not supported: install the 64-bit Raspberry Pi OS and a"
              + " 64-bit Java");
    }
  }

  /** Pi4J unpacks native libraries into the folder for temporary files and loads them there. */
  private void checkTemporary(List<String> missing) {
    String remedy = ": set TMPDIR to another folder of yours, as in TMPDIR=$HOME";
    try {
      if (!Files.isDirectory(temporary) || !Files.isWritable(temporary)) {
        missing.add(temporary + " cannot be written, and Pi4J unpacks libraries there" + remedy);
      } else if (Files.getFileStore(temporary).getUsableSpace() < LIBRARY_BYTES) {
        missing.add(temporary + " is full, and Pi4J unpacks libraries there" + remedy);
      } else if (isNoExec(temporary.toRealPath())) {
        missing.add(temporary + " is mounted noexec, so no library can be loaded there" + remedy);
      }
    } catch (IOException unknown) {
      // Pi4J will say what is wrong.
    }
  }

  /** Whether the file system that holds a folder forbids to run what is on it. */
  private boolean isNoExec(Path folder) throws IOException {
    Path deepest = Path.of("/");
    boolean noExec = false;
    for (String line : Files.readAllLines(root.resolve("proc/self/mounts"))) {
      String[] fields = line.split(" ", -1);
      Path mount = Path.of(fields[1].replace("\\040", " "));
      if (folder.startsWith(mount) && mount.startsWith(deepest)) {
        deepest = mount;
        noExec = List.of(fields[3].split(",", -1)).contains("noexec");
      }
    }
    return noExec;
  }

  private void checkGpio(List<String> missing) {
    List<Path> chips = devices("gpiochip*");
    if (chips.isEmpty()) {
      missing.add(
          "there is no /dev/gpiochip*: the kernel has no GPIO driver; use the kernel of Raspberry"
              + " Pi OS");
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
