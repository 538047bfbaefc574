package smilet.device.run;

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
  void outputsGoOffFirstAndALoopThatEndsEndsTheRunItself() {
    shutdown.outputs(new Outputs());
    shutdown.loop(
        () -> {
          events.add("loop stopped");
          shutdown.finished();
        },
        () -> events.add("ended without the loop"));
    shutdown.shutDown();
    assertThat(events).containsExactly("outputs off", "loop stopped");
  }

  @Test
  void aRunWhoseLoopHangsIsEndedWithoutIt() {
    shutdown.outputs(new Outputs());
    shutdown.loop(
        () -> events.add("loop asked to stop"), () -> events.add("ended without the loop"));
    shutdown.shutDown();
    assertThat(events)
        .containsExactly("outputs off", "loop asked to stop", "ended without the loop");
  }

  @Test
  void outputsThatOpenDuringShutdownGoOffAtOnce() {
    shutdown.shutDown();
    shutdown.outputs(new Outputs());
    assertThat(events).containsExactly("outputs off");
  }
}
