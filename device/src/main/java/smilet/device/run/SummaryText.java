package smilet.device.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import smilet.device.drift.Drift;
import smilet.device.indicator.JsonLines;
import smilet.device.loop.Latency;
import smilet.device.loop.Stage;
import smilet.device.loop.Summary;
import smilet.shared.model.Verdict;

/** A summary as text for people and as JSON. */
final class SummaryText {
  private SummaryText() {}

  static String words(Summary summary) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d frames: %d smile, %d unsure, %d not a smile, %d faulty%n",
            summary.frames(),
            summary.readings().get(Verdict.SMILE),
            summary.readings().get(Verdict.UNSURE),
            summary.readings().get(Verdict.NOT_SMILE),
            summary.faultyFrames()));
    summary
        .faces()
        .ifPresent(
            faces ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%d frames with faces, at most %d in a frame, %d with nobody%n",
                        summary.classifiedCount(),
                        faces.most(),
                        faces.framesWithNobody())));
    text.append(
        String.format(
            Locale.ROOT,
            "%d missed deadlines, %d sensor faults, %d output faults, %d models taken up, %d"
                + " refused%n",
            summary.missedDeadlines(),
            summary.faults(),
            summary.indicatorFaults(),
            summary.modelsTakenUp(),
            summary.modelsRefused()));
    summary.drift().ifPresent(drift -> text.append(drift.message()).append(System.lineSeparator()));
    if (summary.readingCount() > 0) {
      text.append(latencies(summary));
    }
    return text.toString();
  }

  /** The latencies as a table. */
  static String latencies(Summary summary) {
    StringBuilder text = new StringBuilder();
    text.append("%-20s %9s %9s %9s %9s%n".formatted("milliseconds", "p50", "p99", "max", "jitter"));
    for (Stage stage : measured(summary)) {
      Latency latency = summary.latencies().get(stage);
      text.append(
          String.format(
              Locale.ROOT,
              "%-20s %9.3f %9.3f %9.3f %9.3f%n",
              stage.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              latency.p50Nanos() / 1e6,
              latency.p99Nanos() / 1e6,
              latency.maxNanos() / 1e6,
              latency.jitterNanos() / 1e6));
    }
    return text.toString();
  }

  static String json(Summary summary) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart("summary");
      json.writeNumberField("frames", summary.frames());
      json.writeNumberField("missedDeadlines", summary.missedDeadlines());
      json.writeObjectFieldStart("readings");
      for (Verdict verdict : Verdict.values()) {
        json.writeNumberField(JsonLines.word(verdict), summary.readings().get(verdict));
      }
      json.writeEndObject();
      if (summary.faces().isPresent()) {
        json.writeObjectFieldStart("faces");
        json.writeNumberField("frames", summary.classifiedCount());
        json.writeNumberField("framesWithNobody", summary.faces().get().framesWithNobody());
        json.writeNumberField("most", summary.faces().get().most());
        json.writeEndObject();
      }
      json.writeNumberField("faultyFrames", summary.faultyFrames());
      json.writeNumberField("faults", summary.faults());
      json.writeNumberField("indicatorFaults", summary.indicatorFaults());
      json.writeNumberField("modelsTakenUp", summary.modelsTakenUp());
      json.writeNumberField("modelsRefused", summary.modelsRefused());
      if (summary.drift().isPresent()) {
        Drift drift = summary.drift().get();
        json.writeObjectFieldStart("drift");
        json.writeStringField("cause", drift.cause().word());
        json.writeStringField("what", drift.word());
        json.writeEndObject();
      }
      writeLatencies(summary, json);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no I/O
    }
    return text.toString();
  }

  private static void writeLatencies(Summary summary, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("latencyMicros");
    for (Stage stage : measured(summary)) {
      Latency latency = summary.latencies().get(stage);
      json.writeObjectFieldStart(key(stage));
      json.writeNumberField("p50", latency.p50Nanos() / 1000);
      json.writeNumberField("p99", latency.p99Nanos() / 1000);
      json.writeNumberField("max", latency.maxNanos() / 1000);
      json.writeNumberField("jitter", latency.jitterNanos() / 1000);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** The stages of this run, in their order. */
  private static List<Stage> measured(Summary summary) {
    return Arrays.stream(Stage.values()).filter(summary.latencies()::containsKey).toList();
  }

  private static String key(Stage stage) {
    return switch (stage) {
      case START -> "start";
      case CAPTURE -> "capture";
      case FIND -> "find";
      case NORMALISE -> "normalise";
      case CLASSIFY -> "classify";
      case INDICATE -> "indicate";
      case CAPTURE_TO_DECISION -> "captureToDecision";
    };
  }
}
