package smilet.shared.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import smilet.shared.error.ExitCode;
import smilet.shared.error.Failure;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/** Standard output and standard error of a program, as {@link CleanOutput}. */
public final class StandardStreams {
  private static final CleanOutput OUT = new CleanOutput(new FileOutputStream(FileDescriptor.out));
  private static final CleanOutput ERR = new CleanOutput(new FileOutputStream(FileDescriptor.err));

  private StandardStreams() {}

  /**
   * Makes all that the program prints clean and independent of the machine's settings: {@link
   * System#out} and {@link System#err} escape invisible characters and are UTF-8, and the default
   * locale, which libraries may use, has no language.
   */
  public static void install() {
    Locale.setDefault(Locale.ROOT);
    System.setOut(new PrintStream(OUT, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(ERR, true, StandardCharsets.UTF_8));
  }

  /** Standard output for those who must know at once that it cannot be written. */
  public static OutputStream out() {
    return OUT;
  }

  /**
   * Ends a program's output: if not all of it could be written, because the disk is full, that is
   * an error. If a program that reads it has ended, as {@code head} does, nobody misses the rest.
   *
   * @param program what the error line begins with
   * @param exitCode of the command
   * @return the program's exit code
   */
  public static int finish(String program, int exitCode) {
    System.out.flush();
    Optional<IOException> failure = OUT.failure().filter(StandardStreams::isMissed);
    if (failure.isEmpty()) {
      return exitCode;
    }
    String message = "cannot write to standard output: " + FileError.reason(failure.get());
    Failure.of(new UserError(message))
        .print(new PrintWriter(System.err, true, StandardCharsets.UTF_8), program);
    return exitCode == ExitCode.OK ? ExitCode.NOT_ALL_OK : exitCode;
  }

  private static boolean isMissed(IOException failure) {
    return !"Broken pipe".equals(failure.getMessage());
  }
}
