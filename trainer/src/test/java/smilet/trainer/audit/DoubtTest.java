package smilet.trainer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DoubtTest {
  private static final OptionalDouble NOTHING = OptionalDouble.empty();

  private static Doubt smile(OptionalDouble folds, OptionalDouble others, OptionalDouble rendered) {
    return new Doubt(0, true, folds, others, rendered);
  }

  @Test
  void degreeIsTheMeanDistanceOfTheEvidenceFromTheLabel() {
    Doubt doubt = smile(OptionalDouble.of(0.2), OptionalDouble.of(0), OptionalDouble.of(0.7));
    assertThat(doubt.degree()).isCloseTo((0.8 + 1 + 0.3) / 3, within(1e-12));
    assertThat(doubt.isDoubtful()).isTrue();
  }

  @Test
  void absentEvidenceDoesNotCount() {
    assertThat(smile(OptionalDouble.of(0.9), NOTHING, NOTHING).degree())
        .isCloseTo(0.1, within(1e-12));
    assertThat(smile(NOTHING, NOTHING, NOTHING).isDoubtful()).isFalse();
  }

  @Test
  void anotherFaceIsDoubtfulIfTheEvidenceSaysSmile() {
    Doubt doubt = new Doubt(0, false, OptionalDouble.of(0.95), NOTHING, OptionalDouble.of(0.6));
    assertThat(doubt.degree()).isCloseTo(0.775, within(1e-12));
  }
}
