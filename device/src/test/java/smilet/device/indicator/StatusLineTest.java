package smilet.device.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import smilet.shared.fixed.Q15;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Verdict;
import smilet.shared.ready.ReadyModels;

final class StatusLineTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String OWN = "c0ffee00";

  private final List<String> lines = new ArrayList<>();
  private final StatusLine status = new StatusLine(lines::add);
  private final Frame frame = new Frame(new FrameFormat(1, 1, 8));
  private final Reading reading = new Reading();

  private void show(long nanos, Verdict decision, String model) {
    frame.captureNanos(nanos);
    reading.set(1, 0, Q15.ONE / 4, decision, decision, 0, model);
    status.show(reading, frame);
  }

  @Test
  void saysWhatIsSeenAndWhichModelSaysSo() {
    show(0, Verdict.NOT_SMILE, OWN);
    assertThat(lines).containsExactly("not-smile, 25.0 %, says model c0ffee00");
  }

  @Test
  void namesAReadyMadeModel() {
    var ready = ReadyModels.all().getFirst();
    show(0, Verdict.SMILE, ready.contentHash().substring(0, 8));
    assertThat(lines).containsExactly("smile, 25.0 %, says the ready-made model " + ready.name());
  }

  @Test
  void aNewLineComesOncePerSecondAndWithEachOtherDecisionOrModel() {
    for (long frames = 0; frames <= 60; frames++) {
      show(frames * SECOND / 30, Verdict.SMILE, OWN);
    }
    assertThat(lines).hasSize(3);
    show(2 * SECOND + 1, Verdict.UNSURE, OWN);
    show(2 * SECOND + 2, Verdict.UNSURE, "beef0000");
    show(2 * SECOND + 3, Verdict.UNSURE, "beef0000");
    assertThat(lines).hasSize(5);
  }

  @Test
  void saysHowManyFacesThereAreAndWhenThereIsNobody() {
    status.show(FaceReadings.two(), frame);
    status.show(FaceReadings.nobody(), frame);
    status.show(FaceReadings.nobody(), frame);
    assertThat(lines)
        .containsExactly(
            "unsure, 100.0 %, 2 faces, says model c0ffee00", "nobody, looks with model c0ffee00");
  }

  @Test
  void aFaultIsSaidOnceAndARecoveryAtOnce() {
    show(0, Verdict.SMILE, OWN);
    status.fault("the wire is loose");
    status.fault("the wire is loose");
    show(1, Verdict.SMILE, OWN);
    assertThat(lines).hasSize(3).element(1).isEqualTo("fault: the wire is loose");
  }
}
