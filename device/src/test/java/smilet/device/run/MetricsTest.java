package smilet.device.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smilet.device.drift.Drift;
import smilet.device.loop.Latency;
import smilet.device.loop.Stage;
import smilet.device.loop.Summary;
import smilet.device.metrics.Exposition;
import smilet.shared.model.Verdict;

/** The metrics against the JSON summary, and in the eyes of Prometheus's own checker. */
class MetricsTest {
  private static final Exposition.Info INFO =
      new Exposition.Info("1.1.0", "a \"b\" \\ \n", "64x48");

  private static Summary summary(Optional<Drift> drift) {
    Latency latency =
        new Latency(
            2_000_000,
            8_000_000,
            9_000_000,
            1_000_000,
            111,
            222_000_000,
            Collections.nCopies(Latency.BOUNDS_NANOS.size(), 110L));
    return new Summary(
        1000,
        7,
        Map.of(Verdict.SMILE, 600L, Verdict.UNSURE, 50L, Verdict.NOT_SMILE, 250L),
        Optional.of(new Summary.Faces(90, 3)),
        10,
        2,
        4,
        5,
        6,
        drift,
        Map.of(Stage.CAPTURE_TO_DECISION, latency));
  }

  /** The numbers of a JSON text by their paths, as "summary.readings.smile". */
  private static Map<String, Long> numbers(String json) throws IOException {
    Map<String, Long> numbers = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
          numbers.put(
              parser.getParsingContext().pathAsPointer().toString().substring(1).replace('/', '.'),
              parser.getLongValue());
        }
      }
    }
    return numbers;
  }

  private static long metric(String exposition, String name) {
    return exposition
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + exposition));
  }

  @Test
  void countersAreTheNumbersOfTheJsonSummary() throws IOException {
    Summary summary = summary(Optional.empty());
    Map<String, Long> json = numbers(SummaryText.json(summary));
    String text = Exposition.of(summary, INFO);
    Map<String, String> same =
        Map.of(
            "smilet_frames_total{verdict=\"smile\"}", "summary.readings.smile",
            "smilet_frames_total{verdict=\"unsure\"}", "summary.readings.unsure",
            "smilet_frames_total{verdict=\"not-smile\"}", "summary.readings.not-smile",
            "smilet_frames_total{verdict=\"nobody\"}", "summary.faces.framesWithNobody",
            "smilet_frames_total{verdict=\"faulty\"}", "summary.faultyFrames",
            "smilet_deadlines_missed_total", "summary.missedDeadlines",
            "smilet_faults_total{kind=\"sensor\"}", "summary.faults",
            "smilet_faults_total{kind=\"output\"}", "summary.indicatorFaults",
            "smilet_models_total{outcome=\"taken-up\"}", "summary.modelsTakenUp",
            "smilet_models_total{outcome=\"refused\"}", "summary.modelsRefused");
    same.forEach(
        (metric, path) -> assertThat(metric(text, metric)).as(metric).isEqualTo(json.get(path)));
    long frames =
        text.lines()
            .filter(line -> line.startsWith("smilet_frames_total{"))
            .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('}') + 2)))
            .sum();
    assertThat(frames).isEqualTo(json.get("summary.frames"));
  }

  @Test
  void whatHasDriftedIsOne() {
    String text = Exposition.of(summary(Optional.of(Drift.BLURRED)), INFO);
    assertThat(metric(text, "smilet_drift{cause=\"surroundings\"}")).isOne();
    assertThat(metric(text, "smilet_drift{cause=\"sensor\"}")).isZero();
    assertThat(metric(text, "smilet_drift{cause=\"answers\"}")).isZero();
    assertThat(SummaryText.json(summary(Optional.of(Drift.BLURRED))))
        .contains("\"drift\":{\"cause\":\"surroundings\",\"what\":\"blurred\"}");
    assertThat(SummaryText.words(summary(Optional.of(Drift.BLURRED))))
        .contains("the surroundings have changed: the picture is blurred");
  }

  @Test
  void prometheusesCheckerFindsNothing() throws Exception {
    Process finds =
        new ProcessBuilder("/bin/sh", "-c", "command -v promtool")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assumeThat(finds.waitFor()).as("promtool is not installed; it is in prometheus").isZero();
    Process checker =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (var in = checker.getOutputStream()) {
      in.write(
          Exposition.of(summary(Optional.of(Drift.NOISY)), INFO).getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(checker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(checker.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }
}
