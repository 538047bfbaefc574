package smilet.device.home;

import java.io.IOException;

/** The broker cannot be used. The message says why in plain words, as the end of a sentence. */
final class BrokerException extends IOException {
  private static final long serialVersionUID = 1;

  BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
