package emulatedpi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Runs programs of this machine to their end. */
final class Commands {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int TAIL_LINES = 40;

  private Commands() {}

  /**
   * Runs a program and returns what it printed.
   *
   * @throws IOException with its last lines, if the exit code is not 0 or the time is over
   */
  static String output(List<String> command) throws IOException, InterruptedException {
    return output(command, Path.of("."), LIMIT);
  }

  /** The same in another folder and with another time limit. */
  static String output(List<String> command, Path folder, Duration limit)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    Thread watch = Thread.ofVirtual().start(() -> endLate(process, limit));
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int exitCode = process.waitFor();
    watch.interrupt();
    if (exitCode != 0) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s ended with %d: %s",
              String.join(" ", command),
              exitCode,
              tail(output)));
    }
    return output;
  }

  private static String tail(String output) {
    List<String> lines = output.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  private static void endLate(Process process, Duration limit) {
    try {
      if (!process.waitFor(limit)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
