package smilet.device.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import smilet.shared.fixed.Q15;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Verdict;

final class PlainLinesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PlainLines lines =
      new PlainLines(new PrintStream(out, true, StandardCharsets.UTF_8));
  private final Frame frame = new Frame(new FrameFormat(1, 1, 8));

  @Test
  void aLineComesWithEachOtherDecision() {
    Reading reading = new Reading();
    for (int number = 1; number <= 4; number++) {
      Verdict decision = number < 3 ? Verdict.UNSURE : Verdict.SMILE;
      reading.set(number, 0, Q15.HALF, Verdict.UNSURE, decision, 0, "c0ffee00");
      lines.show(reading, frame);
    }
    assertThat(out).hasToString("frame 1: unsure, 50.0 %\nframe 3: smile, 50.0 %\n");
  }

  @Test
  void nobodyIsADecisionOfItsOwn() {
    lines.show(FaceReadings.two(), frame);
    lines.show(FaceReadings.two(), frame);
    lines.show(FaceReadings.nobody(), frame);
    lines.show(FaceReadings.nobody(), frame);
    assertThat(out).hasToString("frame 8: unsure, 100.0 %, 2 faces\nframe 7: nobody\n");
  }
}
