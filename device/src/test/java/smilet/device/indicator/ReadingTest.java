package smilet.device.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import smilet.shared.fixed.Q15;
import smilet.shared.fixed.Q16;
import smilet.shared.model.Verdict;

final class ReadingTest {
  @Test
  void theFrameHasTheAnswerOfTheFaceThatSmilesMostAndTheDecisionNearestToASmile() {
    Reading reading = FaceReadings.two();
    assertThat(reading.looksForFaces()).isTrue();
    assertThat(reading.isNobody()).isFalse();
    assertThat(reading.faceCount()).isEqualTo(2);
    assertThat(reading.logitQ16()).isEqualTo(5 * Q16.ONE);
    assertThat(reading.probabilityQ15()).isEqualTo(Q15.ONE);
    assertThat(reading.verdict()).isEqualTo(Verdict.SMILE);
    assertThat(reading.decision()).isEqualTo(Verdict.UNSURE);
  }

  @Test
  void nobodyIsNoSmile() {
    Reading reading = FaceReadings.two();
    reading.beginFaces();
    reading.endFaces(9, 0, "c0ffee00");
    assertThat(reading.isNobody()).isTrue();
    assertThat(reading.permille()).isZero();
    assertThat(reading.decision()).isEqualTo(Verdict.NOT_SMILE);
  }

  @Test
  void aWholeFrameHasNoFaces() {
    Reading reading = FaceReadings.two();
    reading.set(9, 1, 2, Verdict.SMILE, Verdict.SMILE, 3, "c0ffee00");
    assertThat(reading.looksForFaces()).isFalse();
    assertThat(reading.isNobody()).isFalse();
    assertThat(reading.faceCount()).isZero();
  }
}
