package smilet.device.metrics;

import java.util.List;
import java.util.Locale;
import smilet.device.drift.Drift;
import smilet.device.indicator.JsonLines;
import smilet.device.loop.Latency;
import smilet.device.loop.Stage;
import smilet.device.loop.Summary;
import smilet.shared.model.Verdict;

/**
 * A summary in Prometheus's text format 0.0.4. The counters are the numbers of the JSON summary. No
 * label has values without bound: a model's hash changes only when somebody brings a model.
 */
public final class Exposition {
  /** The media type. */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(4096);

  private Exposition() {}

  /**
   * What runs.
   *
   * @param version of the program
   * @param model the first digits of its hash
   * @param sensor its pixels, as "64x64"
   */
  public record Info(String version, String model, String sensor) {}

  /** Writes a summary. */
  public static String of(Summary summary, Info info) {
    Exposition exposition = new Exposition();
    exposition.writeInfo(info);
    exposition.writeFrames(summary);
    exposition.writeFaults(summary);
    exposition.writeModels(summary);
    exposition.writeDrift(summary);
    Latency latency = summary.latencies().get(Stage.CAPTURE_TO_DECISION);
    if (latency != null) {
      exposition.writeLatency(latency);
    }
    return exposition.text.toString();
  }

  private void writeInfo(Info info) {
    head("smilet_info", "gauge", "What runs; always 1.");
    text.append(
        "smilet_info{version=\"%s\",model=\"%s\",sensor=\"%s\"} 1\n"
            .formatted(escaped(info.version()), escaped(info.model()), escaped(info.sensor())));
  }

  private void writeFrames(Summary summary) {
    head(
        "smilet_frames_total",
        "counter",
        "Frames that the sensor gave, by verdict; faulty ones have none.");
    for (Verdict verdict : Verdict.values()) {
      sample(
          "smilet_frames_total",
          "verdict",
          JsonLines.word(verdict),
          summary.readings().get(verdict));
    }
    summary
        .faces()
        .ifPresent(
            faces -> sample("smilet_frames_total", "verdict", "nobody", faces.framesWithNobody()));
    sample("smilet_frames_total", "verdict", "faulty", summary.faultyFrames());
    head(
        "smilet_deadlines_missed_total",
        "counter",
        "Ticks that passed while an earlier frame was still being processed.");
    text.append("smilet_deadlines_missed_total ").append(summary.missedDeadlines()).append('\n');
  }

  private void writeFaults(Summary summary) {
    head("smilet_faults_total", "counter", "How often a fault of the sensor or an output began.");
    sample("smilet_faults_total", "kind", "sensor", summary.faults());
    sample("smilet_faults_total", "kind", "output", summary.indicatorFaults());
  }

  private void writeModels(Summary summary) {
    head("smilet_models_total", "counter", "Newly flashed models, by what became of them.");
    sample("smilet_models_total", "outcome", "taken-up", summary.modelsTakenUp());
    sample("smilet_models_total", "outcome", "refused", summary.modelsRefused());
  }

  private void writeDrift(Summary summary) {
    head("smilet_drift", "gauge", "1 for what is no longer as the model is used to.");
    for (Drift.Cause cause : Drift.Cause.values()) {
      boolean drifted = summary.drift().map(Drift::cause).filter(cause::equals).isPresent();
      sample("smilet_drift", "cause", cause.word(), drifted ? 1 : 0);
    }
  }

  private void writeLatency(Latency latency) {
    String name = "smilet_latency_seconds";
    head(name, "histogram", "The time from a frame's capture to the decision.");
    List<Long> counts = latency.counts();
    for (int i = 0; i < counts.size(); i++) {
      double seconds = Latency.BOUNDS_NANOS.get(i) / 1e9;
      sample(name + "_bucket", "le", String.format(Locale.ROOT, "%.4f", seconds), counts.get(i));
    }
    sample(name + "_bucket", "le", "+Inf", latency.count());
    text.append(String.format(Locale.ROOT, "%s_sum %.6f\n", name, latency.sumNanos() / 1e9));
    text.append(String.format(Locale.ROOT, "%s_count %d\n", name, latency.count()));
  }

  private void head(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void sample(String name, String label, String value, long number) {
    text.append(
        String.format(Locale.ROOT, "%s{%s=\"%s\"} %d\n", name, label, escaped(value), number));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
