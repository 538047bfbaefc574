package smilet.trainer.data;

import java.io.Serial;

/** Data that cannot be used. The message is one line: what is wrong, where, and how to mend it. */
public final class BadDataException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public BadDataException(String message) {
    super(message);
  }
}
