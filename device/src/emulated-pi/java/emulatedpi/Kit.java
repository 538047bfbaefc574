package emulatedpi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The cache folder that {@code set-up} filled: Debian's programs for this machine, which run in
 * place with their own libraries, and the Pi's kernel and files.
 *
 * @param qemuOptions more options for each Raspberry Pi
 */
record Kit(Path cache, List<String> qemuOptions) {
  /** The last three options save work of the emulated processor that no test needs. */
  private static final String KERNEL_OPTIONS =
      "console=ttyS1 rdinit=/init quiet panic=-1 isolcpus=1-3"
          + " kpti=off init_on_alloc=0 cryptomgr.notests";

  private static final String CARD_SIZE = "64M"; // QEMU requires a power of two

  Kit(Path cache) {
    this(cache, List.of());
  }

  /** The same, but a Pi's clock counts instructions, one per nanosecond, and skips idle time. */
  Kit countingInstructions() {
    return new Kit(cache, List.of("-icount", "shift=0,sleep=off"));
  }

  /** The part of the initial file system that is the same in every boot. */
  Path rootArchive() {
    return cache.resolve("boot/root.cpio");
  }

  /** The folder with the Pi's files, for {@code qemu-aarch64 -L}. */
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
   * The command line of a Raspberry Pi 3. Its console is standard input and output.
   *
   * @param files the initial file system
   * @param card the image of the SD card, which is written to
   * @param probe a socket at which the registers can be read from outside
   */
  List<String> raspberryPi(Path files, Path card, Path probe) {
    List<String> command = program("usr/bin/qemu-system-aarch64");
    // One thread for the Pi's four processors, three of which are idle: several times faster than
    // four threads on a PC with few processors.
    command.addAll(
        List.of(
            "-L",
            cache.resolve("host/usr/share/qemu").toString(),
            "-M",
            "raspi3b",
            "-accel",
            "tcg,thread=single",
            "-nodefaults",
            "-display",
            "none",
            "-no-reboot",
            "-kernel",
            cache.resolve("boot/kernel").toString(),
            "-dtb",
            cache.resolve("boot/pi3.dtb").toString(),
            "-initrd",
            files.toString(),
            "-append",
            KERNEL_OPTIONS,
            "-drive",
            "if=sd,format=raw,file=" + card,
            "-serial",
            "null",
            "-serial",
            "stdio",
            "-qtest",
            "unix:" + probe + ",server=on,wait=off",
            "-qtest-log",
            "none"));
    command.addAll(qemuOptions);
    return command;
  }

  /**
   * The start of a command line that runs the Pi's Java on this machine, on the emulated processor
   * of a Pi 4, which has vectors of 128 bits.
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

  /** Archives the root archive and the files of a folder, for the kernel to unpack at its start. */
  Path initialFiles(Path folder, Path into) throws IOException, InterruptedException {
    String script =
        "cp \"$1\" \"$2\" && cd \"$3\" && find . | \"$4\" cpio -o -H newc >>\"$2\" 2>/dev/null";
    Path busybox = cache.resolve("host/usr/bin/busybox");
    Commands.output(
        List.of(
            "sh", "-c", script, "sh", rootArchive() + "", into + "", folder + "", busybox + ""));
    return into;
  }

  /** Makes an SD card with an ext4 file system that has the files of a folder. */
  Path card(Path card, Path content) throws IOException, InterruptedException {
    Files.deleteIfExists(card);
    List<String> command = program("usr/sbin/mke2fs");
    command.addAll(
        List.of("-q", "-t", "ext4", "-d", content.toString(), card.toString(), CARD_SIZE));
    Commands.output(command);
    return card;
  }
}
