package smilet.device.indicator;

import java.util.function.Consumer;
import smilet.shared.frame.Frame;
import smilet.shared.ready.ReadyModel;
import smilet.shared.ready.ReadyModels;

/**
 * Says in one line what the device sees and which model runs, for the status of a service. A new
 * line comes when the decision, the number of faces or the model changes, and otherwise once per
 * second.
 */
public final class StatusLine implements Indicator {
  private static final long PERIOD_NANOS = 1_000_000_000L;

  private final Consumer<String> line;
  private String shown = "";
  private int shownFaces;
  private String modelName = "";
  private String model = "";
  private long shownNanos;
  private String shownFault = "";
  private String drift = "";

  /**
   * @param line takes each new line
   */
  public StatusLine(Consumer<String> line) {
    this.line = line;
  }

  @Override
  public void show(Reading reading, Frame frame) {
    boolean otherModel = !reading.modelName().equals(modelName);
    if (JsonLines.decision(reading).equals(shown)
        && reading.faceCount() == shownFaces
        && !otherModel
        && frame.captureNanos() - shownNanos < PERIOD_NANOS) {
      return;
    }
    if (otherModel) {
      modelName = reading.modelName();
      model = described(modelName);
    }
    shown = JsonLines.decision(reading);
    shownFaces = reading.faceCount();
    shownNanos = frame.captureNanos();
    shownFault = "";
    line.accept(
        PlainLines.words(reading)
            + (reading.isNobody() ? ", looks with " : ", says ")
            + model
            + drift);
  }

  private static String described(String modelName) {
    return ReadyModels.all().stream()
        .filter(ready -> ready.contentHash().startsWith(modelName))
        .findFirst()
        .map(ReadyModel::name)
        .map(name -> "the ready-made model " + name)
        .orElse("model " + modelName);
  }

  @Override
  public void fault(String message) {
    say(message, "fault: ");
  }

  @Override
  public void paused() {
    say("paused", "");
  }

  private void say(String message, String before) {
    shown = "";
    if (!message.equals(shownFault)) {
      shownFault = message;
      line.accept(before + message);
    }
  }

  @Override
  public void event(LoopEvent kind, String message) {
    if (kind == LoopEvent.DRIFT || kind == LoopEvent.SETTLED) {
      drift = kind == LoopEvent.DRIFT ? "; " + message : "";
      shown = ""; // so that the next reading says it
    }
  }

  @Override
  public void off() {}
}
