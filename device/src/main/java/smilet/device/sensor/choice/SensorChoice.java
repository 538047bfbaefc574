package smilet.device.sensor.choice;

import com.pi4j.context.Context;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import smilet.device.board.GpioPin;
import smilet.device.board.Preflight.Need;
import smilet.device.clock.Clock;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.shared.frame.FrameFormat;

/** One sensor with everything that its driver needs to open it. */
public sealed interface SensorChoice
    permits FacesChoice, ReplayChoice, Mcp3008Choice, Adns3080Choice, PipeChoice {
  /** The format of the sensor's frames, or empty if only the opened sensor knows it. */
  Optional<FrameFormat> format();

  /** The GPIO pins that the sensor uses, apart from those of the SPI bus. */
  List<GpioPin> pins();

  /** What the sensor needs of a Raspberry Pi. */
  List<Need> needs();

  /** Whether it is a camera, which may show a room, live. */
  default boolean isCamera() {
    return false;
  }

  /** The same sensor, for frames in which faces are looked for. */
  default SensorChoice ofScenes() {
    return this;
  }

  /** What is watched for in its pictures. */
  Watch watch();

  /**
   * Opens the sensor.
   *
   * @param context the board's, for chips
   * @param standardInput for a pipe that reads it
   * @throws SensorException if the sensor cannot be opened
   */
  Sensor open(Context context, InputStream standardInput, Clock clock) throws SensorException;
}
