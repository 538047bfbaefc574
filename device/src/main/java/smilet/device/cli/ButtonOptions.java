package smilet.device.cli;

import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;
import smilet.device.board.GpioPin;
import smilet.shared.capture.CaptureLabel;

/** The push buttons that capture frames. */
final class ButtonOptions {
  @Option(
      names = "--smile-button",
      paramLabel = "GPIO",
      description =
          "The GPIO number of a push button to ground: while it is pressed, frames are captured as"
              + " smiles, once somebody has agreed on the page.")
  Integer smileButton;

  @Option(
      names = "--other-button",
      paramLabel = "GPIO",
      description = "The same for frames without a smile.")
  Integer otherButton;

  /** The pins of the push buttons, each with its label. */
  Map<CaptureLabel, GpioPin> pins() {
    Map<CaptureLabel, GpioPin> buttons = new EnumMap<>(CaptureLabel.class);
    if (smileButton != null) {
      buttons.put(CaptureLabel.SMILE, new GpioPin("--smile-button", smileButton));
    }
    if (otherButton != null) {
      buttons.put(CaptureLabel.NOT_SMILE, new GpioPin("--other-button", otherButton));
    }
    return buttons;
  }
}
