package smilet.trainer.export;

import static smilet.trainer.export.CTool.STRICT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One way to compile the exported library and to run it.
 *
 * @param name for people
 * @param compiler the compiler's program
 * @param options its options
 * @param runner the command before the program; empty if this machine runs it
 * @param packages what to install on Debian
 * @param smallFrames whether the machine has room for a frame of 4 KiB only
 */
record CBuild(
    String name,
    String compiler,
    List<String> options,
    List<String> runner,
    String packages,
    boolean smallFrames) {
  private static final String SANITIZERS = "-fsanitize=address,undefined";
  private static final String MPS2_STACK = "0x20400000";
  private static final String MICROBIT_STACK = "0x20004000";

  /** Start-up code and linker script for Cortex-M. */
  static final Path CORTEX_M = Path.of("src/cortex-m").toAbsolutePath();

  private static final Map<String, String> BOARDS =
      Map.of("m0", "microbit", "m3", "mps2-an385", "m4", "mps2-an386", "m7", "mps2-an500");

  @Override
  public String toString() {
    return name;
  }

  /** This machine's compilers: all levels of optimisation, with and without sanitizers. */
  static Stream<CBuild> host() {
    List<CBuild> builds = new ArrayList<>();
    for (String compiler : List.of("gcc", "clang")) {
      for (String level : List.of("-O0", "-O1", "-O2", "-O3")) {
        builds.add(
            new CBuild(
                compiler + " " + level, compiler, List.of(level), List.of(), compiler, false));
        List<String> sanitized = List.of(level, SANITIZERS, "-fno-sanitize-recover=all");
        builds.add(
            new CBuild(
                compiler + " " + level + " with ASan and UBSan",
                compiler,
                sanitized,
                List.of(),
                compiler,
                false));
      }
    }
    return builds.stream();
  }

  /** 64-bit and 32-bit ARM Linux in an emulator. */
  static Stream<CBuild> linuxOnArm() {
    return Stream.of(
        new CBuild(
            "aarch64",
            "aarch64-linux-gnu-gcc",
            List.of("-O2", "-static"),
            List.of("qemu-aarch64"),
            "gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user",
            false),
        new CBuild(
            "armhf",
            "arm-linux-gnueabihf-gcc",
            List.of("-O2", "-static"),
            List.of("qemu-arm"),
            "gcc-arm-linux-gnueabihf libc6-dev-armhf-cross qemu-user",
            false));
  }

  /** Four cores at two levels each. */
  static Stream<CBuild> cortexM() {
    return Stream.of("m0", "m3", "m4", "m7")
        .flatMap(core -> Stream.of("-Os", "-O2").map(level -> cortexM(core, level)));
  }

  /** The board with the core: for Cortex-M0 a micro:bit with its 16 KiB of RAM. */
  static CBuild cortexM(String core, String level) {
    boolean small = core.equals("m0");
    return cortexM(core, level, BOARDS.get(core), small ? MICROBIT_STACK : MPS2_STACK, small);
  }

  /** The same code on a board with 4 MiB of RAM, for models that a micro:bit has no room for. */
  CBuild onLargeBoard() {
    return smallFrames ? cortexM("m0", options.getFirst(), "mps2-an385", MPS2_STACK, false) : this;
  }

  private static CBuild cortexM(
      String core, String level, String board, String stackTop, boolean small) {
    List<String> options =
        new ArrayList<>(
            List.of(
                level,
                "-mcpu=cortex-" + core,
                "-mthumb",
                "-ffunction-sections",
                "-fdata-sections",
                "--specs=nano.specs",
                "--specs=rdimon.specs",
                "-nostartfiles",
                "-T" + CORTEX_M.resolve("cortex-m.ld"),
                "-Wl,--gc-sections,--no-warn-rwx-segments,--defsym=stack_top=" + stackTop));
    if (small) {
      options.add("-DMAX_FRAME_BYTES=4096");
    }
    List<String> runner =
        List.of(
            "qemu-system-arm",
            "-M",
            board,
            "-nographic",
            "-monitor",
            "none",
            "-serial",
            "none",
            "-semihosting-config",
            "enable=on,target=native",
            "-kernel");
    return new CBuild(
        "Cortex-" + core.toUpperCase(Locale.ROOT) + " " + level,
        "arm-none-eabi-gcc",
        List.copyOf(options),
        runner,
        "gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm",
        small);
  }

  /** Skips the test if a tool is missing. */
  void requireTools() {
    CTool.require(compiler, packages);
    if (isSanitized()) {
      CTool.requireLinking(compiler, SANITIZERS, "libclang-rt-dev libasan8 libubsan1");
    }
    if (!runner.isEmpty()) {
      CTool.require(runner.getFirst(), packages);
    }
  }

  /** Compiles C files into a program in a folder. */
  Path compile(Path folder, List<Path> includes, List<Path> sources)
      throws IOException, InterruptedException {
    Path program = folder.resolve("program");
    List<String> command = new ArrayList<>(List.of(compiler));
    command.addAll(STRICT);
    command.addAll(options);
    includes.forEach(include -> command.add("-I" + include));
    sources.forEach(source -> command.add(source.toString()));
    if (isCortexM()) {
      command.add(CORTEX_M.resolve("startup.c").toString());
    }
    command.addAll(List.of("-o", program.toString()));
    CTool.run(folder, command);
    return program;
  }

  /** Runs a program with the given standard input; returns its standard output. */
  String run(Path program, byte[] input) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(runner);
    command.add(program.toString());
    return CTool.run(program.getParent(), command, input);
  }

  private boolean isSanitized() {
    return options.contains(SANITIZERS);
  }

  private boolean isCortexM() {
    return compiler.equals("arm-none-eabi-gcc");
  }
}
