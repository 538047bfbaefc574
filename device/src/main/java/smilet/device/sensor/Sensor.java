package smilet.device.sensor;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * A source of frames. Only the loop's thread captures. Another thread may call {@link #close()}
 * while a capture hangs; this should end the capture, if possible.
 */
public interface Sensor extends AutoCloseable {
  /**
   * The format of the frames, fixed when the sensor is opened. Only a replay of pictures gives
   * frames of other formats too: it reshapes the frame that it fills.
   */
  FrameFormat format();

  /**
   * Fills the pixels and the capture time of {@code frame} with the newest picture. It may wait for
   * the sensor, but not longer than the sensor takes for one or two frames.
   *
   * @param frame has the {@link #format()}; its content is undefined unless this returns true
   * @return false if there is no new frame yet, which is not a fault
   * @throws SensorException if the sensor has a fault, or its next frame takes longer than the
   *     sensor's own limit; nobody else limits that time. The next call tries again and repairs
   *     what it can
   */
  boolean capture(Frame frame) throws SensorException;

  /** Releases the hardware. A second call does nothing. */
  @Override
  void close();
}
