package smilet.device.sensor;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/**
 * A source of frames. The loop's thread alone captures; {@link #close()} may come from another
 * thread, while a capture hangs, and should end that capture where it can.
 */
public interface Sensor extends AutoCloseable {
  /**
   * The format of the frames, fixed when the sensor is opened. Only a replay of pictures gives
   * frames of other formats too: it reshapes the frame that it fills.
   */
  FrameFormat format();

  /**
   * Fills {@code frame}, pixels and capture time, with the newest picture. It may wait for the
   * sensor, but no longer than that sensor takes for a frame or two.
   *
   * @param frame of {@link #format()}; where nothing came, its content is undefined
   * @return false where there is no new frame yet, which is no fault
   * @throws SensorException where the sensor is at fault; the next call tries anew, mending what it
   *     can
   */
  boolean capture(Frame frame) throws SensorException;

  /** Lets the hardware go. A second call does nothing. */
  @Override
  void close();
}
