package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import smilet.device.clock.SteppedClock;

final class MissedDeadlinesTest {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final SteppedClock clock = new SteppedClock();
  private long missed;

  @Test
  void aProblemIsAMinuteInWhichMoreThanATenthOfTheFramesWasMissed() {
    ProblemSource problems = new MissedDeadlines(() -> missed, 10, clock);
    missed = 300;
    assertThat(problems.problem()).as("the minute has not ended").isEmpty();
    clock.step(MINUTE_NANOS);
    assertThat(problems.problem())
        .contains("the device is too slow: it missed 50 % of the last minute's frames");
    missed += 60;
    clock.step(MINUTE_NANOS / 2);
    assertThat(problems.problem()).as("until the next minute has ended").isPresent();
    clock.step(MINUTE_NANOS / 2);
    assertThat(problems.problem()).as("a tenth").isEmpty();
  }
}
