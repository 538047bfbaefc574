package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.Reading;
import smilet.shared.frame.Frame;

final class ShutdownSequenceTest {
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final ShutdownSequence shutdown = new ShutdownSequence();

  private final class Outputs implements Indicator {
    @Override
    public void show(Reading reading, Frame frame) {}

    @Override
    public void fault(String message) {}

    @Override
    public void off() {
      events.add("outputs off");
    }
  }

  @Test
  void outputsGoOffBeforeAnythingElseAndALoopThatEndsHasTheLastWordItself() {
    shutdown.outputs(new Outputs());
    shutdown.loop(
        () -> {
          events.add("loop stopped");
          shutdown.finished();
        },
        () -> events.add("last words"));
    shutdown.leave();
    assertThat(events).containsExactly("outputs off", "loop stopped");
  }

  @Test
  void aLoopThatHangsIsLeftBehindAndSpokenFor() {
    shutdown.outputs(new Outputs());
    shutdown.loop(() -> events.add("loop told to stop"), () -> events.add("last words"));
    shutdown.leave();
    assertThat(events).containsExactly("outputs off", "loop told to stop", "last words");
  }

  @Test
  void outputsThatOpenTooLateGoOffAtOnce() {
    shutdown.leave();
    shutdown.outputs(new Outputs());
    assertThat(events).containsExactly("outputs off");
  }
}
