package smilet.device.sensor;

import java.util.Arrays;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * A sensor whose pictures are watched for what no driver can see in a single answer: all pixels
 * stuck at darkness or at full scale, one pixel dead among living ones, and a picture that stays
 * the same to the bit for longer than noise allows. Each becomes a {@link SensorException} with
 * every frame until it is over.
 */
public final class WatchedSensor implements Sensor {
  private final Sensor sensor;
  private final long patienceNanos;
  private final char[] previous;
  private final long[] changedNanos;
  private boolean begun;
  private long stuckSinceNanos;
  private boolean stuck;

  /**
   * @param patienceNanos for how long a picture, or a pixel, may look broken before it is called so
   */
  public WatchedSensor(Sensor sensor, long patienceNanos) {
    if (patienceNanos < 1) {
      throw new IllegalArgumentException("patience must be positive, was " + patienceNanos + " ns");
    }
    this.sensor = sensor;
    this.patienceNanos = patienceNanos;
    this.previous = new char[sensor.format().pixelCount()];
    this.changedNanos = new long[previous.length];
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
      begun = false; // what follows a fault is judged afresh
      throw fault;
    }
    if (captured) {
      watch(frame.pixels(), frame.captureNanos());
    }
    return captured;
  }

  private void watch(char[] pixels, long nanos) throws SensorException {
    if (!begun) {
      Arrays.fill(changedNanos, nanos);
      stuck = false;
      begun = true;
    } else {
      for (int i = 0; i < pixels.length; i++) {
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
    } else if (nanos - stuckSinceNanos >= patienceNanos) {
      throw new SensorException(
          value == 0
              ? "every pixel is stuck at 0; check the data wire and the light"
              : "every pixel is stuck at full scale; check the data and ground wires and the"
                  + " light");
    }
  }

  private void requireAlive(char[] pixels, long nanos) throws SensorException {
    long newestNanos = changedNanos[0];
    for (long changed : changedNanos) {
      newestNanos = Math.max(newestNanos, changed);
    }
    if (nanos - newestNanos >= patienceNanos) {
      throw new SensorException(
          "the picture has not changed by a single bit for %.1f s; check the sensor"
              .formatted(patienceNanos / 1e9));
    }
    for (int i = 0; i < pixels.length; i++) {
      // A pixel in deep shade may well rest at an extreme for a while, so it is given longer.
      if (isExtreme(pixels[i]) && nanos - changedNanos[i] >= 4 * patienceNanos) {
        throw new SensorException(
            "pixel (%d, %d) is stuck at %s while others live; check its wire"
                .formatted(
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
