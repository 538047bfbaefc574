package smilet.device.sensor;

/**
 * A fault of a sensor. The message is one line for the user: what is wrong, where, and how to fix
 * it. The same fault always has the same message, so that the loop can report it once.
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
