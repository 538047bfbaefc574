package smilet.trainer.flash;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Explains how ssh ended without an answer of Smilet's: from its exit code and what was said. */
final class SilentEnd {
  private static final int CANNOT_RUN = 126;
  private static final int NOT_FOUND = 127;

  /** A shell reports the end by signal N as exit code 128 + N. */
  private static final int BY_SIGNAL = 128;

  private static final int ABORTED = BY_SIGNAL + 6;
  private static final int KILLED = BY_SIGNAL + 9;
  private static final int CRASHED = BY_SIGNAL + 11;
  private static final int TERMINATED = BY_SIGNAL + 15;

  /** How shells and sudo complain of a command that is not there; csh has no exit code for it. */
  private static final Pattern NO_COMMAND =
      Pattern.compile("(?i)command not found|unknown command|no such command");

  /** What Java prints, partly on standard output, if it cannot start or has to end. */
  private static final Pattern NO_JAVA =
      Pattern.compile(
          "(?i)initialization of (vm|boot layer)|java virtual machine|insufficient memory for the"
              + " java|reserve enough space|UnsupportedClassVersionError|only supported on ARM"
              + "|OutOfMemoryError|cannot allocate memory|cannot execute binary file");

  private SilentEnd() {}

  /**
   * What happened, in one line.
   *
   * @param attempts how often it was tried
   */
  static String explained(SshAttempt attempt, SshSettings settings, int attempts) {
    Optional<String> java = javaFailure(attempt);
    if (java.isPresent()) {
      return "Java does not start on the device: " + java.get();
    }
    String complaint = attempt.lastErrorLine();
    String said = complaint.isEmpty() ? attempt.lastOutputLine() : complaint;
    String tried = attempts > 1 ? String.format(Locale.ROOT, " (%d attempts)", attempts) : "";
    return switch (attempt.exitCode()) {
      case SshAttempt.TIMED_OUT ->
          String.format(Locale.ROOT, "no answer within %d s", settings.timeout().toSeconds());
      case SshAttempt.CONNECTION_FAILED -> connection(complaint, said) + tried;
      case NOT_FOUND ->
          String.format(
              Locale.ROOT,
              "no such command on the device: %s; --remote-command names another",
              settings.remoteCommand());
      case CANNOT_RUN -> with("the device cannot run " + settings.remoteCommand(), said);
      case KILLED -> with("the command was killed on the device, perhaps for lack of memory", said);
      case ABORTED, CRASHED, TERMINATED ->
          with(
              "the command was ended on the device by signal " + (attempt.exitCode() - BY_SIGNAL),
              said);
      default -> other(attempt.exitCode(), complaint, said);
    };
  }

  private static String connection(String complaint, String said) {
    return complaint.isEmpty()
        ? with(
            "ssh ended without a word: the command was killed on the device, perhaps for lack of"
                + " memory, or the connection broke",
            said)
        : "connection failed: " + complaint;
  }

  private static String other(int exitCode, String complaint, String said) {
    if (NO_COMMAND.matcher(said).find()) {
      return "no such command on the device: " + said + "; --remote-command names another";
    }
    if (!complaint.isEmpty()) {
      return complaint;
    }
    return said.isEmpty()
        ? "the device gave no answer, exit code " + exitCode
        : "the device gave no answer, exit code " + exitCode + ", but said: " + said;
  }

  private static String with(String what, String said) {
    return said.isEmpty() ? what : what + ": " + said;
  }

  /** The line in which Java says why it does not start: the one after the heading, if there is. */
  private static Optional<String> javaFailure(SshAttempt attempt) {
    List<String> lines = attempt.allLines();
    for (int i = 0; i < lines.size(); i++) {
      if (NO_JAVA.matcher(lines.get(i)).find()) {
        boolean heading = lines.get(i).contains("initialization of ") && i + 1 < lines.size();
        return Optional.of(lines.get(heading ? i + 1 : i));
      }
    }
    return Optional.empty();
  }
}
