package smilet.device.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.board.Board;
import smilet.device.board.GpioPin;
import smilet.device.indicator.Reading;
import smilet.shared.capture.CaptureLabel;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

/** A push button on Pi4J's mock board. */
class CaptureButtonTest {
  private static final FrameFormat FORMAT = new FrameFormat(16, 16, 8);

  @TempDir private Path temp;

  @Test
  void aPressedButtonCaptures() throws Exception {
    CaptureFolder folder = new CaptureFolder(temp.resolve("captures"));
    folder.agree();
    Context board = Board.MOCK.open();
    try (Recorder recorder = new Recorder(folder, FORMAT)) {
      CaptureButton.open(board, new GpioPin("--smile-button", 5), CaptureLabel.SMILE, recorder);
      MockDigitalInput pin = board.registry().get("smile-button");
      pin.mockState(DigitalState.HIGH);
      show(recorder, folder, 20);
      assertThat(folder.list()).isEmpty();
      pin.mockState(DigitalState.LOW);
      show(recorder, folder, 2000);
      assertThat(folder.list()).isNotEmpty().allMatch(name -> name.label() == CaptureLabel.SMILE);
    } finally {
      Board.close(board);
    }
  }

  private static void show(Recorder recorder, CaptureFolder folder, int most) throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    Frame frame = new Frame(FORMAT);
    for (int n = 0; n < most && folder.list().isEmpty(); n++) {
      for (int i = 0; i < frame.pixels().length; i++) {
        frame.pixels()[i] = (char) random.nextInt(40, 220);
      }
      recorder.show(new Reading(), frame);
      Thread.sleep(5);
    }
  }
}
