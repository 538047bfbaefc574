package smilet.device.loop;

import java.util.ArrayList;
import java.util.List;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.LoopEvent;
import smilet.device.indicator.Reading;
import smilet.shared.frame.Frame;

/** Records the readings, faults and events that it gets. */
public class RecordingIndicator implements Indicator {
  public final List<String> frames = new ArrayList<>();
  public final List<String> events = new ArrayList<>();
  boolean off;

  @Override
  public void show(Reading reading, Frame frame) {
    frames.add(reading.decision() + " by " + reading.modelName());
  }

  @Override
  public void fault(String message) {
    frames.add("fault");
  }

  @Override
  public void event(LoopEvent kind, String message) {
    events.add(kind + ": " + message);
  }

  @Override
  public void off() {
    off = true;
  }

  /** Passes readings on, but not {@link #off}, so that an indicator works in several runs. */
  static final class KeptOn implements Indicator {
    private final Indicator inner;

    KeptOn(Indicator inner) {
      this.inner = inner;
    }

    @Override
    public void show(Reading reading, Frame frame) {
      inner.show(reading, frame);
    }

    @Override
    public void fault(String message) {
      inner.fault(message);
    }

    @Override
    public void off() {}
  }
}
