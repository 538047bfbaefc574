package smilet.trainer.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import smilet.trainer.data.BadDataException;
import smilet.trainer.descent.DivergedException;

/** Turns whatever goes wrong into one line and an exit code. */
final class Failures {
  /** The user can mend it. */
  static final int USER_ERROR = 2;

  /** The program is wrong. */
  static final int INTERNAL_ERROR = 70;

  private Failures() {}

  /** Arguments that do not parse. */
  static int onArguments(ParameterException e, String[] args) {
    // A converter's own words are behind the cause; picocli's are good enough otherwise.
    Throwable cause = e.getCause();
    boolean own = cause instanceof IllegalArgumentException && cause.getMessage() != null;
    String prefix = e.getArgSpec() == null ? "" : name(e) + ": ";
    String message = own ? prefix + cause.getMessage() : e.getMessage();
    CommandLine command = e.getCommandLine();
    report(command, message + "; see " + command.getCommandSpec().qualifiedName() + " --help");
    return USER_ERROR;
  }

  private static String name(ParameterException e) {
    return e.getArgSpec() instanceof CommandLine.Model.OptionSpec option
        ? option.longestName()
        : e.getArgSpec().paramLabel();
  }

  /** A command that failed. */
  static int onExecution(Exception e, CommandLine command, CommandLine.ParseResult ignored)
      throws Exception {
    Throwable failure = e instanceof UncheckedIOException io ? io.getCause() : e;
    switch (failure) {
      case BadDataException _, DivergedException _, UserError _, IllegalArgumentException _ ->
          report(command, failure.getMessage());
      case NoSuchFileException missing -> report(command, "no such file: " + missing.getMessage());
      case AccessDeniedException denied -> report(command, "no permission: " + denied.getMessage());
      case FileAlreadyExistsException there ->
          report(command, there.getMessage() + " exists already; name another, or remove it");
      case FileSystemException system when system.getReason() != null ->
          report(command, system.getFile() + ": " + system.getReason());
      case IOException io -> report(command, String.valueOf(io.getMessage()));
      default -> {
        if (System.getenv("SMILET_DEBUG") != null) {
          throw e;
        }
        report(command, "this is a mistake in Smilet: " + e + "; SMILET_DEBUG=1 shows where");
        return INTERNAL_ERROR;
      }
    }
    return USER_ERROR;
  }

  private static void report(CommandLine command, String message) {
    String oneLine = message.strip().replaceAll("\\s*\\R\\s*", "; ");
    command.getErr().println("smilet: " + oneLine);
    command.getErr().flush();
  }
}
