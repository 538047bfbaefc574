package smilet.device.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says what standard output is connected to. */
final class Terminal {
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private Terminal() {}

  /** Whether standard output is a terminal that can draw in place, in colours and in UTF-8. */
  static boolean canDraw() {
    String term = System.getenv("TERM");
    Charset charset = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
    return term != null
        && !term.isEmpty()
        && !term.equals("dumb")
        && charset.equals(StandardCharsets.UTF_8)
        && isTerminal();
  }

  private static boolean isTerminal() {
    try {
      // System.console() also requires that standard input is a terminal.
      String device = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
      return device.startsWith("/dev/pts/")
          || device.startsWith("/dev/tty")
          || device.equals("/dev/console");
    } catch (IOException notLinux) {
      return System.console().isTerminal();
    }
  }
}
