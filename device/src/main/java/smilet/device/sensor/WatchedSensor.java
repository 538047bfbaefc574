package smilet.device.sensor;

import java.util.Arrays;
import java.util.Locale;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * Watches a sensor's pictures for faults that a driver cannot see in a single frame: all pixels at
 * 0 or at full scale, a picture that stays exactly the same, which noise does not allow, and, if
 * asked for, one pixel stuck while others change. While the fault lasts, every frame is a {@link
 * SensorException}.
 */
public final class WatchedSensor implements Sensor {
  private final Sensor sensor;
  private final long brokenAfterNanos;
  private final char[] previous;

  /** When each pixel changed last; of no pixel if single pixels do not matter. */
  private final long[] changedNanos;

  private long pictureChangedNanos;
  private boolean started;
  private long stuckSinceNanos;
  private boolean stuck;

  /**
   * @param brokenAfterNanos how long a picture may look broken before that is a fault; positive
   * @param singlePixels whether one pixel that is stuck while others change is a fault
   */
  public WatchedSensor(Sensor sensor, long brokenAfterNanos, boolean singlePixels) {
    if (brokenAfterNanos < 1) {
      throw new IllegalArgumentException(
          "the time that a picture may look broken must be positive, was "
              + brokenAfterNanos
              + " ns");
    }
    this.sensor = sensor;
    this.brokenAfterNanos = brokenAfterNanos;
    this.previous = new char[sensor.format().pixelCount()];
    this.changedNanos = new long[singlePixels ? previous.length : 0];
  }

  @Override
  public FrameFormat format() {
    return sensor.format();
  }

  @Override
  public boolean capture(Frame frame) throws SensorException {
    boolean captured;
    try {
      captured = sensor.capture(frame);
    } catch (SensorException fault) {
      started = false; // after a fault, all times start again
      throw fault;
    }
    if (captured) {
      watch(frame.pixels(), frame.captureNanos());
    }
    return captured;
  }

  private void watch(char[] pixels, long nanos) throws SensorException {
    if (!started) {
      Arrays.fill(changedNanos, nanos);
      pictureChangedNanos = nanos;
      stuck = false;
      started = true;
    } else if (!Arrays.equals(pixels, previous)) {
      pictureChangedNanos = nanos;
      for (int i = 0; i < changedNanos.length; i++) {
        if (pixels[i] != previous[i]) {
          changedNanos[i] = nanos;
        }
      }
    }
    System.arraycopy(pixels, 0, previous, 0, pixels.length);
    requireNotStuck(pixels, nanos);
    requireAlive(pixels, nanos);
  }

  private void requireNotStuck(char[] pixels, long nanos) throws SensorException {
    int value = pixels[0];
    boolean extreme = isExtreme(value);
    for (int i = 1; extreme && i < pixels.length; i++) {
      extreme = pixels[i] == value;
    }
    if (!extreme) {
      stuck = false;
    } else if (!stuck) {
      stuck = true;
      stuckSinceNanos = nanos;
    } else if (nanos - stuckSinceNanos >= brokenAfterNanos) {
      throw new SensorException(
          value == 0
              ? "every pixel is stuck at 0; check the data wire and the light"
              : "every pixel is stuck at full scale; check the data and ground wires and the"
                  + " light");
    }
  }

  private void requireAlive(char[] pixels, long nanos) throws SensorException {
    if (nanos - pictureChangedNanos >= brokenAfterNanos) {
      throw new SensorException(
          String.format(
              Locale.ROOT,
              "the picture has not changed in any bit for %.1f s; check the sensor",
              brokenAfterNanos / 1e9));
    }
    for (int i = 0; i < changedNanos.length; i++) {
      // A pixel in deep shade may stay at 0 for a while, so it gets more time.
      if (isExtreme(pixels[i]) && nanos - changedNanos[i] >= 4 * brokenAfterNanos) {
        throw new SensorException(
            String.format(
                Locale.ROOT,
                "pixel (%d, %d) is stuck at %s while others change; check its wire",
                i % format().width(),
                i / format().width(),
                pixels[i] == 0 ? "0" : "full scale"));
      }
    }
  }

  private boolean isExtreme(int value) {
    return value == 0 || value == format().fullScale();
  }

  @Override
  public void close() {
    sensor.close();
  }
}
