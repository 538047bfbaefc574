package emulatedpi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code set-up} left in the cache folder: Debian's programs for this machine, run in place
 * with their own libraries, and the Pi's kernel and files.
 */
record Kit(Path cache) {
  private static final String CARD_SIZE = "64M"; // a power of two, as QEMU wants it

  Path kernel() {
    return cache.resolve("boot/kernel");
  }

  Path deviceTree() {
    return cache.resolve("boot/pi3.dtb");
  }

  /** The initial file system that every boot shares. */
  Path rootArchive() {
    return cache.resolve("boot/root.cpio");
  }

  /** The Pi's files, unpacked: what runs under {@code qemu-aarch64 -L}. */
  Path pi() {
    return cache.resolve("pi");
  }

  /** The start of a command line that runs one of the unpacked programs. */
  List<String> program(String path) {
    Path host = cache.resolve("host");
    List<String> command = new ArrayList<>();
    command.add(host.resolve("usr/lib64/ld-linux-x86-64.so.2").toString());
    command.add("--library-path");
    command.add(host.resolve("usr/lib/x86_64-linux-gnu").toString());
    command.add(host.resolve(path).toString());
    return command;
  }

  /**
   * The start of a command line for the Pi's Java on this machine, as on a Pi 4's processor: its
   * vectors have 128 bits.
   */
  List<String> armJava() {
    return List.of(
        cache.resolve("host/usr/bin/qemu-aarch64").toString(),
        "-cpu",
        "cortex-a72",
        "-L",
        pi().toString(),
        pi().resolve("java/bin/java").toString(),
        "-XX:+UseSerialGC");
  }

  /**
   * The shared files and those of {@code folder}, as one archive the kernel unpacks at its start.
   */
  Path initialFiles(Path folder, Path into) throws IOException, InterruptedException {
    String script =
        "cp \"$1\" \"$2\" && cd \"$3\" && find . | \"$4\" cpio -o -H newc >>\"$2\" 2>/dev/null";
    Path busybox = cache.resolve("host/usr/bin/busybox");
    Commands.output(
        List.of(
            "sh", "-c", script, "sh", rootArchive() + "", into + "", folder + "", busybox + ""));
    return into;
  }

  /** An SD card with an ext4 file system that holds a folder's files. */
  Path card(Path card, Path content) throws IOException, InterruptedException {
    Files.deleteIfExists(card);
    List<String> command = program("usr/sbin/mke2fs");
    command.addAll(
        List.of("-q", "-t", "ext4", "-d", content.toString(), card.toString(), CARD_SIZE));
    Commands.output(command);
    return card;
  }
}
