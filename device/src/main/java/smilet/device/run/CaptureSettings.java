package smilet.device.run;

import java.nio.file.Path;
import java.util.Map;
import smilet.device.board.GpioPin;
import smilet.shared.capture.CaptureLabel;

/**
 * How frames are captured.
 *
 * @param folder where they are stored
 * @param buttons the pins of push buttons; may be empty
 */
public record CaptureSettings(Path folder, Map<CaptureLabel, GpioPin> buttons) {
  public CaptureSettings {
    buttons = Map.copyOf(buttons);
  }
}
