package smilet.shared.store;

import java.io.IOException;

/** A complete model that this store does not accept or run; the message says why, in one line. */
public final class RefusedModelException extends IOException {
  private static final long serialVersionUID = 1L;

  public RefusedModelException(String message) {
    super(message);
  }

  /** A refusal for whatever was thrown while a model was prepared or run. */
  public static RefusedModelException of(Throwable thrown) {
    RefusedModelException refused =
        new RefusedModelException(
            "this computer cannot run the model: "
                + (thrown instanceof OutOfMemoryError ? "the memory runs out" : thrown));
    refused.initCause(thrown);
    return refused;
  }
}
