package smilet.shared.error;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;

/**
 * Why a command failed, as its program reports it.
 *
 * @param message for the user
 * @param exitCode {@link ExitCode#USER_ERROR} or {@link ExitCode#MISTAKE}
 * @param cause what was thrown
 */
public record Failure(String message, int exitCode, Throwable cause) {
  /** If this environment variable is set, the stack trace of a mistake is printed. */
  private static final String DEBUG = "SMILET_DEBUG";

  /**
   * Translates what a command threw. Whatever is neither a {@link UserError} nor an I/O error is a
   * mistake in the program: values that come from a user are checked before they are used.
   */
  public static Failure of(Throwable thrown) {
    return switch (thrown) {
      case UserError error -> new Failure(error.getMessage(), ExitCode.USER_ERROR, thrown);
      case IOException fault -> new Failure(FileError.message(fault), ExitCode.USER_ERROR, thrown);
      case UncheckedIOException unchecked -> of(unchecked.getCause());
      case OutOfMemoryError _ ->
          new Failure(
              "the memory ran out; give more with the environment variable"
                  + " SMILET_JAVA_OPTS=-Xmx1g, or use a smaller model or fewer or smaller pictures",
              ExitCode.USER_ERROR,
              thrown);
      case InvalidPathException noName ->
          new Failure(
              "no file can have the name \"" + noName.getInput() + "\"",
              ExitCode.USER_ERROR,
              thrown);
      default ->
          new Failure(
              "this is a mistake in Smilet: " + thrown + "; " + DEBUG + "=1 shows where",
              ExitCode.MISTAKE,
              thrown);
    };
  }

  /** From now on, whatever ends another thread of a program is reported in one line, too. */
  public static void catchUncaught(String program) {
    Thread.setDefaultUncaughtExceptionHandler(
        (_, thrown) ->
            of(thrown).print(new PrintWriter(System.err, true, StandardCharsets.UTF_8), program));
  }

  /** The same failure in other words. */
  public Failure withMessage(String other) {
    return new Failure(other, exitCode, cause);
  }

  /**
   * Prints the failure in one line.
   *
   * @param program what the line begins with
   * @return the exit code
   */
  public int print(PrintWriter err, String program) {
    err.println(program + ": " + OneLine.of(message));
    if (exitCode == ExitCode.MISTAKE && System.getenv(DEBUG) != null) {
      cause.printStackTrace(err);
    }
    err.flush();
    return exitCode;
  }
}
