package smilet.trainer.report;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;
import smilet.trainer.search.Standing;

/** Accuracy against what a model takes: a dot per candidate, and the front of the last rung. */
final class ParetoChart {
  private static final Color LIGHT_GREY = new Color(0xd0d0d0);

  private ParetoChart() {}

  /**
   * Draws.
   *
   * @param standings those of each rung
   * @param axis what the axis to the right counts, "bytes"
   * @param size of a candidate on that axis
   */
  static String svg(
      Charts charts, List<List<Standing>> standings, String axis, ToDoubleFunction<Standing> size) {
    XYChart chart = Charts.chart(axis, "AUC");
    chart.getStyler().setYAxisDecimalPattern("0.000");
    List<Color> colours = List.of(LIGHT_GREY, Charts.GREY, Charts.BLUE);
    for (int rung = 0; rung < standings.size(); rung++) {
      List<Standing> complete = standings.get(rung).stream().filter(Standing::complete).toList();
      if (!complete.isEmpty()) {
        XYSeries dots =
            Charts.line(
                chart,
                String.format(Locale.ROOT, "rung %d", rung + 1),
                complete.stream().mapToDouble(size).toArray(),
                complete.stream().mapToDouble(Standing::auc).toArray(),
                colours.get(Math.min(rung, colours.size() - 1)));
        dots.setLineStyle(SeriesLines.NONE);
        dots.setMarker(SeriesMarkers.CIRCLE);
      }
    }
    List<Standing> front = Standing.paretoFront(standings.getLast(), size);
    Charts.line(
        chart,
        "Pareto front",
        front.stream().mapToDouble(size).toArray(),
        front.stream().mapToDouble(Standing::auc).toArray(),
        Charts.ORANGE);
    return charts.svg(chart);
  }
}
