package smilet.trainer.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import smilet.shared.model.Thresholds;
import smilet.trainer.descent.Iteration;
import smilet.trainer.evaluate.Confusion;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.evaluate.Reliability;
import smilet.trainer.score.RocCurve;

/** The charts of the report, each as an SVG element. */
final class Charts {
  /** Blue and orange can be told apart by people with any colour vision; grey is for background. */
  static final Color BLUE = new Color(0x1f5fa8);

  static final Color ORANGE = new Color(0xc45a10);
  static final Color GREY = new Color(0x9a9a9a);

  static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

  private static final int WIDTH = 560;
  private static final int HEIGHT = 380;
  private static final BasicStroke LINE = new BasicStroke(2);
  private static final BasicStroke DASHED =
      new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {5}, 0);

  /** The most points of a curve; more would not be visible. */
  private static final int MAX_POINTS = 400;

  /** Charts so far; makes the names of clip paths unique on the page. */
  private int count;

  /** Loss, and held-out AUC if there is one, over iterations. */
  String training(List<Iteration> iterations) {
    XYChart chart = chart("iteration", "loss");
    double[] numbers = iterations.stream().mapToDouble(Iteration::number).toArray();
    line(chart, "loss (left)", numbers, losses(iterations), ORANGE);
    Optional<double[]> aucs = aucs(iterations);
    if (aucs.isPresent()) {
      XYSeries series = line(chart, "held-out AUC (right)", numbers, aucs.get(), BLUE);
      series.setYAxisGroup(1);
      chart.setYAxisGroupTitle(1, "AUC");
      chart.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);
    }
    return svg(chart);
  }

  /** Held-out AUC, or loss if there is none, over CPU seconds. */
  String cost(List<Iteration> iterations) {
    Optional<double[]> aucs = aucs(iterations);
    XYChart chart = chart("CPU seconds", aucs.isPresent() ? "held-out AUC" : "loss");
    line(
        chart,
        aucs.isPresent() ? "held-out AUC" : "loss",
        iterations.stream().mapToDouble(Iteration::cpuSeconds).toArray(),
        aucs.orElseGet(() -> losses(iterations)),
        aucs.isPresent() ? BLUE : ORANGE);
    chart.getStyler().setLegendVisible(false);
    return svg(chart);
  }

  /** The ROC curve, with the two thresholds marked on it. */
  String roc(Predictions predictions, Thresholds thresholds) {
    XYChart chart = square("others called smiles", "smiles called smiles");
    diagonal(chart, "chance");
    List<RocCurve.Point> points = thinned(predictions.roc().points());
    line(
        chart,
        "this model",
        points.stream().mapToDouble(RocCurve.Point::falsePositives).toArray(),
        points.stream().mapToDouble(RocCurve.Point::truePositives).toArray(),
        BLUE);
    Confusion decided = Confusion.at(predictions, thresholds);
    dot(
        chart,
        "smile threshold",
        (double) decided.otherAsSmile() / decided.others(),
        decided.recall(),
        SeriesMarkers.CIRCLE);
    dot(
        chart,
        "not-smile threshold",
        1 - (double) decided.otherAsOther() / decided.others(),
        1 - (double) decided.smileAsOther() / decided.smiles(),
        SeriesMarkers.DIAMOND);
    return svg(chart);
  }

  /** The share of smiles over the percentage that the model gave. */
  String reliability(Reliability reliability) {
    XYChart chart = square("percentage given", "share that are smiles");
    diagonal(chart, "perfect calibration");
    List<Reliability.Bin> bins =
        reliability.bins().stream().filter(bin -> bin.frames() > 0).toList();
    XYSeries series =
        line(
            chart,
            "this model",
            bins.stream().mapToDouble(Reliability.Bin::meanProbability).toArray(),
            bins.stream().mapToDouble(Reliability.Bin::smileShare).toArray(),
            BLUE);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(BLUE);
    return svg(chart);
  }

  private static double[] losses(List<Iteration> iterations) {
    return iterations.stream().mapToDouble(Iteration::loss).toArray();
  }

  private static Optional<double[]> aucs(List<Iteration> iterations) {
    return iterations.stream().allMatch(i -> i.heldOutAuc().isPresent())
        ? Optional.of(iterations.stream().mapToDouble(i -> i.heldOutAuc().getAsDouble()).toArray())
        : Optional.empty();
  }

  private static List<RocCurve.Point> thinned(List<RocCurve.Point> points) {
    int step = Math.ceilDiv(points.size(), MAX_POINTS);
    return IntStream.range(0, points.size())
        .filter(i -> i % step == 0 || i == points.size() - 1)
        .mapToObj(points::get)
        .toList();
  }

  private static XYChart square(String x, String y) {
    XYChart chart = chart(x, y);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    return chart;
  }

  private static XYChart chart(String x, String y) {
    XYChart chart =
        new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle(x).yAxisTitle(y).build();
    chart
        .getStyler()
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setChartTitleVisible(false)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendBorderColor(Color.WHITE)
        .setLegendFont(FONT);
    chart
        .getStyler()
        .setPlotGridLinesColor(new Color(0xe3e3e3))
        .setAxisTitleFont(FONT)
        .setAxisTickLabelsFont(FONT.deriveFont(12f))
        .setXAxisDecimalPattern("#,##0.##")
        .setYAxisDecimalPattern("0.0##");
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    return chart;
  }

  private static void diagonal(XYChart chart, String name) {
    XYSeries series = line(chart, name, new double[] {0, 1}, new double[] {0, 1}, GREY);
    series.setLineStyle(DASHED);
  }

  private static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color colour) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(colour);
    series.setLineStyle(LINE);
    series.setMarker(x.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(colour);
    return series;
  }

  private static void dot(XYChart chart, String name, double x, double y, Marker marker) {
    XYSeries series = line(chart, name, new double[] {x}, new double[] {y}, ORANGE);
    series.setMarker(marker);
    series.setLineStyle(SeriesLines.NONE);
  }

  private String svg(XYChart chart) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String svg = bytes.toString(StandardCharsets.UTF_8);
    // The page takes only the element; it sets the size, and names must be unique on the page.
    String id = "chart" + count++ + "-";
    return svg.substring(svg.indexOf("<svg"))
        .replaceFirst(
            "<svg[^>]*>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">"
                .formatted(WIDTH, HEIGHT))
        .replace("id=\"", "id=\"" + id)
        .replace("url(#", "url(#" + id);
  }
}
