package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static smilet.shared.model.Verdict.NOT_SMILE;
import static smilet.shared.model.Verdict.SMILE;
import static smilet.shared.model.Verdict.UNSURE;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import smilet.shared.model.Verdict;

final class DebounceTest {
  @Test
  void theDecisionChangesAfterEnoughFramesInARow() {
    assertThat(decisions(3, SMILE, SMILE, SMILE, SMILE))
        .containsExactly(UNSURE, UNSURE, SMILE, SMILE);
  }

  @Test
  void oneDifferentFrameRestartsTheCount() {
    assertThat(decisions(3, SMILE, SMILE, UNSURE, SMILE, SMILE, SMILE))
        .containsExactly(UNSURE, UNSURE, UNSURE, UNSURE, UNSURE, SMILE);
  }

  @Test
  void fewerFramesDoNotChangeTheDecision() {
    assertThat(decisions(2, SMILE, SMILE, NOT_SMILE, SMILE, NOT_SMILE, NOT_SMILE))
        .containsExactly(UNSURE, SMILE, SMILE, SMILE, SMILE, NOT_SMILE);
  }

  @Test
  void withOneFrameInARowTheDecisionFollowsEveryFrame() {
    assertThat(decisions(1, SMILE, NOT_SMILE, UNSURE)).containsExactly(SMILE, NOT_SMILE, UNSURE);
  }

  private static List<Verdict> decisions(int framesInARow, Verdict... verdicts) {
    Debounce debounce = new Debounce(framesInARow);
    return Arrays.stream(verdicts).map(debounce::decide).toList();
  }
}
