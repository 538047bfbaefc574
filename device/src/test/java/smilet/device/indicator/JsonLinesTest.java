package smilet.device.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import smilet.shared.fixed.Q15;
import smilet.shared.fixed.Q16;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Verdict;

final class JsonLinesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final JsonLines lines = new JsonLines(out);
  private final Frame frame = new Frame(new FrameFormat(1, 1, 8));
  private final Reading reading = new Reading();

  private String shown() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aReadingIsOneLine() {
    reading.set(7, -Q16.ONE, 8813, Verdict.UNSURE, Verdict.NOT_SMILE, 1_234_567, "c0ffee00");
    lines.show(reading, frame);
    assertThat(shown())
        .isEqualTo(
            """
            {"frame":7,"percent":26.9,"logitQ16":-65536,"verdict":"unsure","decision":"not-smile",\
            "latencyMicros":1234,"model":"c0ffee00"}
            """);
  }

  @Test
  void everyFaceHasItsBoxAndItsAnswer() {
    lines.show(FaceReadings.two(), frame);
    assertThat(shown())
        .isEqualTo(
            """
            {"frame":8,"faces":[{"id":4,"x":10,"y":20,"side":96,"percent":26.9,"logitQ16":-65536,\
            "verdict":"not-smile","decision":"not-smile"},{"id":11,"x":200,"y":30,"side":48,\
            "percent":100.0,"logitQ16":327680,"verdict":"smile","decision":"unsure"}],\
            "percent":100.0,"logitQ16":327680,"verdict":"smile","decision":"unsure",\
            "latencyMicros":1234,"model":"c0ffee00"}
            """);
  }

  @Test
  void nobodyHasNoPercentage() {
    lines.show(FaceReadings.nobody(), frame);
    assertThat(shown())
        .isEqualTo(
            """
            {"frame":7,"faces":[],"verdict":"nobody","decision":"nobody","latencyMicros":1234,\
            "model":"c0ffee00"}
            """);
  }

  @Test
  void everyProbabilityIsItsPercentageToOneDecimal() {
    for (int q15 = 0; q15 <= Q15.ONE; q15++) {
      out.reset();
      reading.set(1, 0, q15, Verdict.UNSURE, Verdict.UNSURE, 0, "");
      lines.show(reading, frame);
      String percent = shown().replaceAll(".*\"percent\":([0-9.]+),.*\n", "$1");
      assertThat(Double.parseDouble(percent)).isEqualTo(Math.round(q15 / 32.768) / 10.0);
    }
  }

  @Test
  void anEventIsALineWithItsTextEscaped() {
    lines.event(LoopEvent.FAULT, "image \"a\\b\" is\nbroken");
    assertThat(shown())
        .isEqualTo("{\"news\":\"fault\",\"message\":\"image \\\"a\\\\b\\\" is\\nbroken\"}\n");
  }

  @Test
  void aReaderThatHasGoneIsNoticedAndGetsNothingMore() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    JsonLines withoutReader = new JsonLines(closed);
    assertThat(withoutReader.readerGone()).isFalse();
    withoutReader.show(reading, frame);
    assertThat(withoutReader.readerGone()).isTrue();
    withoutReader.show(reading, frame);
  }

  @Test
  void nothingIsShownAfterOff() {
    lines.off();
    lines.show(reading, frame);
    lines.event(LoopEvent.MODEL, "late");
    assertThat(shown()).isEmpty();
  }
}
