package smilet.device.page;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import smilet.device.loop.Summary;
import smilet.device.metrics.Exposition;
import smilet.device.metrics.ProgramVersion;
import smilet.device.supply.ModelHandover;
import smilet.shared.frame.Grid;

/** The counts and latencies for Prometheus: {@code /metrics}. */
final class MetricsRoute {
  private final Supplier<Summary> statistics;
  private final ModelHandover models;
  private final Grid sensor;

  MetricsRoute(Supplier<Summary> statistics, ModelHandover models, Grid sensor) {
    this.statistics = statistics;
    this.models = models;
    this.sensor = sensor;
  }

  void addTo(RouteTable table) {
    table.get("/metrics", _ -> reply());
  }

  private Reply reply() {
    Exposition.Info info =
        new Exposition.Info(ProgramVersion.text(), models.running().name(), sensor.toString());
    String text = Exposition.of(statistics.get(), info);
    return new Reply(200, Exposition.TYPE, text.getBytes(StandardCharsets.UTF_8));
  }
}
