package smilet.device.cli;

/**
 * What a user can mend: one line that says what is wrong, where, and how to mend it. Exit code 2.
 */
final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  UserError(String message) {
    super(message);
  }

  UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
