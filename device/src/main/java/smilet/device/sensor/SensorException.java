package smilet.device.sensor;

/**
 * A sensor's fault. The message is one line for the user: what is wrong, where, and how to mend it.
 * The same fault gives the same message each time, so that the loop can report it once.
 */
public final class SensorException extends Exception {
  private static final long serialVersionUID = 1;

  public SensorException(String message) {
    super(message);
  }

  public SensorException(String message, Throwable cause) {
    super(message, cause);
  }
}
