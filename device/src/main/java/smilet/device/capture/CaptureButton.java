package smilet.device.capture;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.device.board.BoardFault;
import smilet.device.board.GpioPin;
import smilet.shared.capture.CaptureLabel;
import smilet.shared.capture.Situation;

/**
 * A push button between a GPIO pin and ground. While it is pressed, frames are captured with its
 * label; whoever uses it must have agreed on the page before.
 */
public final class CaptureButton {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureButton.class);

  /** Contacts bounce for a few milliseconds. */
  private static final long DEBOUNCE_MICROS = 5_000;

  /** A button that hangs ends by itself. */
  private static final long LONGEST_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private CaptureButton() {}

  /**
   * Opens the pin; the pin's own resistor pulls it up.
   *
   * @throws smilet.shared.error.UserError if it cannot be used
   */
  public static void open(Context context, GpioPin pin, CaptureLabel label, Recorder recorder) {
    DigitalInput input =
        BoardFault.naming(
            "GPIO " + pin.gpio() + " (" + pin.option() + ")",
            () ->
                context
                    .digitalInput()
                    .create(
                        DigitalInput.newConfigBuilder(context)
                            .id(label.word() + "-button")
                            .address(pin.gpio())
                            .pull(PullResistance.PULL_UP)
                            .debounce(DEBOUNCE_MICROS)
                            .build()));
    input.addListener(change -> changed(change.state(), label, recorder));
  }

  static void changed(DigitalState state, CaptureLabel label, Recorder recorder) {
    if (state != DigitalState.LOW) {
      recorder.release();
      return;
    }
    try {
      recorder.hold(label, Situation.USUAL, LONGEST_MILLIS);
    } catch (IOException notAgreed) {
      LOG.warn("the button of {} does nothing: {}", label.word(), notAgreed.getMessage());
    }
  }
}
