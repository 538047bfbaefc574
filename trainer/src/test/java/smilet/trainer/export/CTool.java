package smilet.trainer.export;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs compilers and emulators. A test is skipped, and says so, if this machine has not got one.
 */
final class CTool {
  private static final long MAX_MINUTES = 20;

  /** Warnings that may not occur, in the strictest C99 that gcc and clang know. */
  static final List<String> STRICT =
      List.of("-std=c99", "-Wall", "-Wextra", "-Wconversion", "-Werror", "-pedantic");

  private CTool() {}

  /**
   * Skips the test if a program is not in the PATH.
   *
   * @param packages what to install on Debian
   */
  static void require(String program, String packages) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(there, "skipped: " + program + " is not installed: apt-get install " + packages);
  }

  /** Skips the test if a compiler cannot link a program with an option, for want of a library. */
  static void requireLinking(String compiler, String option, String packages) {
    try {
      Process process =
          new ProcessBuilder(compiler, option, "-xc", "-", "-o", "/dev/null")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (Writer program = process.outputWriter()) {
        program.write("int main(void) { return 0; }");
      }
      assumeTrue(
          process.waitFor() == 0,
          "skipped: " + compiler + " cannot link " + option + ": apt-get install " + packages);
    } catch (IOException | InterruptedException fault) {
      throw new AssertionError(compiler + " cannot be started", fault);
    }
  }

  /** Runs a command that must succeed; returns its standard output. */
  static String run(Path folder, List<String> command) throws IOException, InterruptedException {
    return run(folder, command, new byte[0]);
  }

  /** Runs a command that must succeed with the given standard input. */
  static String run(Path folder, List<String> command, byte[] input)
      throws IOException, InterruptedException {
    Path in = Files.write(Files.createTempFile(folder, "in", null), input);
    Path out = Files.createTempFile(folder, "out", null);
    Path err = Files.createTempFile(folder, "err", null);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError(
          "%s: %s%n%s%s"
              .formatted(
                  String.join(" ", command),
                  ended ? "exit code " + process.exitValue() : "no end in time",
                  Files.readString(err),
                  Files.readString(out)));
    }
    return Files.readString(out);
  }
}
