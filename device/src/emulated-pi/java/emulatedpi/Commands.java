package emulatedpi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of this machine, run to their end. */
final class Commands {
  private static final int LIMIT_SECONDS = 300;

  private Commands() {}

  /** What a program printed; fails with it where the exit code is not 0 or time is over. */
  static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    Thread limit = Thread.ofVirtual().start(() -> endLate(process));
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int exitCode = process.waitFor();
    limit.interrupt();
    if (exitCode != 0) {
      throw new IOException(
          "%s ended with %d: %s".formatted(String.join(" ", command), exitCode, output));
    }
    return output;
  }

  private static void endLate(Process process) {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
