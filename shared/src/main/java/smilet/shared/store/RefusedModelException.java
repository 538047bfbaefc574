package smilet.shared.store;

import java.io.IOException;

/** A complete model that this store does not accept or run; the message says why, in one line. */
public final class RefusedModelException extends IOException {
  private static final long serialVersionUID = 1L;

  public RefusedModelException(String message) {
    super(message);
  }
}
