package smilet.trainer.cli;

import java.io.Serial;

/** What the user can mend. The message is one line: what is wrong, where, and how to mend it. */
final class UserError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  UserError(String message) {
    super(message);
  }
}
