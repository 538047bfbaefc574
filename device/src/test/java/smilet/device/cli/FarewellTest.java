package smilet.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.Reading;
import smilet.shared.frame.Frame;

final class FarewellTest {
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final Farewell farewell = new Farewell();

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
    farewell.outputs(new Outputs());
    farewell.loop(
        () -> {
          events.add("loop stopped");
          farewell.finished();
        },
        () -> events.add("last words"));
    farewell.leave();
    assertThat(events).containsExactly("outputs off", "loop stopped");
  }

  @Test
  void aLoopThatHangsIsLeftBehindAndSpokenFor() {
    farewell.outputs(new Outputs());
    farewell.loop(() -> events.add("loop told to stop"), () -> events.add("last words"));
    farewell.leave();
    assertThat(events).containsExactly("outputs off", "loop told to stop", "last words");
  }

  @Test
  void outputsThatOpenTooLateGoOffAtOnce() {
    farewell.leave();
    farewell.outputs(new Outputs());
    assertThat(events).containsExactly("outputs off");
  }
}
