package smilet.device.sensor;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/** A sensor seen the right way up: every frame turned, mirrored and cropped as it is mounted. */
public final class MountedSensor implements Sensor {
  private final Sensor sensor;
  private final FrameFormat format;
  private final int[] sources;
  private final Frame raw;

  /**
   * @throws IllegalArgumentException where the mounting does not suit the sensor's format
   */
  public MountedSensor(Sensor sensor, Mounting mounting) {
    this.sensor = sensor;
    this.format = mounting.apply(sensor.format());
    this.sources = mounting.sources(sensor.format());
    this.raw = new Frame(sensor.format());
  }

  @Override
  public FrameFormat format() {
    return format;
  }

  @Override
  public boolean capture(Frame frame) throws SensorException {
    if (!sensor.capture(raw)) {
      return false;
    }
    char[] from = raw.pixels();
    char[] to = frame.pixels();
    for (int i = 0; i < to.length; i++) {
      to[i] = from[sources[i]];
    }
    frame.captureNanos(raw.captureNanos());
    return true;
  }

  @Override
  public void close() {
    sensor.close();
  }
}
