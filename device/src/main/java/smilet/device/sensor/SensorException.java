package smilet.device.sensor;

/**
 * A fault of a sensor. The message is one line for the user: what is wrong, where, and how to fix
 * it. The same fault always has the same message, so that the loop can report it once.
 */
public final class SensorException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean isEnd;

  public SensorException(String message) {
    super(message);
    isEnd = false;
  }

  public SensorException(String message, Throwable cause) {
    super(message, cause);
    isEnd = false;
  }

  private SensorException(String message, boolean isEnd) {
    super(message);
    this.isEnd = isEnd;
  }

  /** A fault after which the sensor never gives a frame again. */
  public static SensorException ended(String message) {
    return new SensorException(message, true);
  }

  /** Whether the sensor will never give a frame again, so that waiting makes no sense. */
  public boolean isEnd() {
    return isEnd;
  }
}
