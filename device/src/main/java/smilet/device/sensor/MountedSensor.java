package smilet.device.sensor;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.PerFormat;

/** A sensor whose frames are turned, mirrored and cropped according to its mounting. */
public final class MountedSensor implements Sensor {
  private final Sensor sensor;
  private final FrameFormat format;
  private final PerFormat<Remapping> remappings;
  private final Frame raw;

  /** The mounted format, and for each pixel of it the index of the sensor's pixel. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Remapping(FrameFormat format, int[] sources) {}

  /**
   * @throws IllegalArgumentException if the mounting does not fit the sensor's format
   */
  public MountedSensor(Sensor sensor, Mounting mounting) {
    this.sensor = sensor;
    this.remappings =
        new PerFormat<>(from -> new Remapping(mounting.apply(from), mounting.sources(from)));
    this.format = remappings.of(sensor.format()).format();
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
    Remapping remapping = remapping();
    int[] sources = remapping.sources();
    frame.reshape(remapping.format());
    char[] from = raw.pixels();
    char[] to = frame.pixels();
    for (int i = 0; i < to.length; i++) {
      to[i] = from[sources[i]];
    }
    frame.captureNanos(raw.captureNanos());
    return true;
  }

  private Remapping remapping() throws SensorException {
    try {
      return remappings.of(raw.format());
    } catch (IllegalArgumentException unsuitable) { // a picture too small for the crop
      throw new SensorException(unsuitable.getMessage(), unsuitable);
    }
  }

  @Override
  public void close() {
    sensor.close();
  }
}
