package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static smilet.device.loop.ScriptedSensor.pixel;
import static smilet.device.supply.BrightnessModel.SMILE;

import java.util.List;
import org.junit.jupiter.api.Test;
import smilet.device.clock.SteppedClock;
import smilet.device.scene.WholeFrame;
import smilet.device.supply.BrightnessModel;
import smilet.device.supply.ModelHandover;

final class PausedLoopTest {
  private final SteppedClock clock = new SteppedClock();
  private final Statistics statistics = new Statistics();
  private final RecordingIndicator seen = new RecordingIndicator();
  private SmileLoop loop;

  @Test
  void aPauseMakesTheOutputsSafeAndItsFramesAreNotLookedAt() {
    loop =
        new SmileLoop(
            clock,
            10,
            new ScriptedSensor(clock, this::captured),
            new WholeFrame(),
            new ModelHandover(BrightnessModel.loaded(0)),
            2,
            List.of(seen),
            statistics,
            _ -> {});
    loop.run(6, Long.MAX_VALUE);
    assertThat(seen.frames.stream().map(line -> line.split(" ", 2)[0]))
        .containsExactly(
            "UNSURE", "SMILE", "fault", "fault", "fault", "fault", "UNSURE", "SMILE", "SMILE");
    assertThat(seen.events)
        .containsExactly(
            "PAUSED: paused: nothing is looked at",
            "FAULT: a wire is loose",
            "RESUMED: looks again",
            "RECOVERED: the sensor works again, after 1 faulty frames");
    assertThat(statistics.summary().readingCount()).isEqualTo(5);
    assertThat(statistics.summary().missedDeadlines()).isZero();
  }

  private ScriptedSensor.Event captured(long capture) {
    if (capture == 2) {
      loop.pause();
    } else if (capture == 6) {
      loop.resume();
    }
    return capture == 4 ? new ScriptedSensor.Event.Fault("a wire is loose") : pixel(SMILE);
  }
}
