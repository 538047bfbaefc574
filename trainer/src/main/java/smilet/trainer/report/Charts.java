package smilet.trainer.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import smilet.shared.model.Thresholds;
import smilet.trainer.descent.Iteration;
import smilet.trainer.evaluate.Confusion;
import smilet.trainer.evaluate.GroupFigures;
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

  private static final Pattern CLIP = Pattern.compile("clip[0-9]+");

  /** Charts so far; makes the names of clip paths unique on the page. */
  private int count;

  /** Loss, and held-out AUC if there is one, over iterations. */
  String training(List<Iteration> all) {
    List<Iteration> iterations = thinned(all);
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
  String cost(List<Iteration> all) {
    List<Iteration> iterations = thinned(all);
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

  /**
   * A curve of a share, 0 to 1.
   *
   * @param logarithmic whether the axis to the right is; its values must be above 0 then
   */
  String curve(String x, String y, double[] xs, double[] ys, boolean logarithmic) {
    XYChart chart = chart(x, y);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0).setLegendVisible(false);
    chart.getStyler().setXAxisLogarithmic(logarithmic);
    int step = Math.ceilDiv(xs.length, MAX_POINTS);
    int[] kept =
        IntStream.range(0, xs.length).filter(i -> i % step == 0 || i == xs.length - 1).toArray();
    double[] keptXs = IntStream.of(kept).mapToDouble(i -> xs[i]).toArray();
    line(chart, y, keptXs, IntStream.of(kept).mapToDouble(i -> ys[i]).toArray(), BLUE);
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

  /**
   * The AUC of each group as a dot with two standard errors, and the AUC of the whole as a line.
   */
  String groups(List<GroupFigures> groups, double wholeAuc) {
    List<GroupFigures> judged = groups.stream().filter(group -> group.auc().isPresent()).toList();
    List<String> names =
        judged.stream().map(group -> group.column() + " " + group.group()).toList();
    CategoryChart chart = new CategoryChartBuilder().width(2 * WIDTH).height(HEIGHT).build();
    style(chart);
    chart.setYAxisTitle("AUC");
    chart
        .getStyler()
        .setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Scatter)
        .setXAxisLabelRotation(45);
    List<Double> aucs = judged.stream().map(group -> group.auc().getAsDouble()).toList();
    CategorySeries series =
        chart.addSeries(
            "AUC of the group",
            names,
            aucs,
            judged.stream().map(group -> 2 * group.aucError()).toList());
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(BLUE);
    series.setLineColor(BLUE);
    CategorySeries whole =
        chart.addSeries("all faces", names, names.stream().map(_ -> wholeAuc).toList());
    whole.setChartCategorySeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Line);
    whole.setMarker(SeriesMarkers.NONE);
    whole.setLineColor(GREY);
    whole.setLineStyle(DASHED);
    double least =
        judged.stream()
            .mapToDouble(group -> group.auc().getAsDouble() - 2 * group.aucError())
            .min()
            .orElse(0);
    chart.getStyler().setYAxisMin(Math.max(0, Math.floor(least * 20) / 20)).setYAxisMax(1.0);
    return svg(chart, 2 * WIDTH);
  }

  private static double[] losses(List<Iteration> iterations) {
    return iterations.stream().mapToDouble(Iteration::loss).toArray();
  }

  private static Optional<double[]> aucs(List<Iteration> iterations) {
    return iterations.stream().allMatch(i -> i.heldOutAuc().isPresent())
        ? Optional.of(iterations.stream().mapToDouble(i -> i.heldOutAuc().getAsDouble()).toArray())
        : Optional.empty();
  }

  private static <T> List<T> thinned(List<T> points) {
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

  static XYChart chart(String x, String y) {
    XYChart chart =
        new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle(x).yAxisTitle(y).build();
    style(chart);
    chart.getStyler().setXAxisDecimalPattern("#,##0.##").setYAxisDecimalPattern("0.0##");
    return chart;
  }

  private static void style(Chart<? extends AxesChartStyler, ?> chart) {
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
        .setAxisTickLabelsFont(FONT.deriveFont(12f));
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    chart.getStyler().setLocale(Locale.ROOT);
  }

  private static void diagonal(XYChart chart, String name) {
    XYSeries series = line(chart, name, new double[] {0, 1}, new double[] {0, 1}, GREY);
    series.setLineStyle(DASHED);
  }

  static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color colour) {
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

  String svg(XYChart chart) {
    return svg(chart, WIDTH);
  }

  private String svg(Chart<?, ?> chart, int width) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String svg = withNumberedClips(bytes.toString(StandardCharsets.UTF_8));
    // The page takes only the element; it sets the size, and names must be unique on the page.
    String id = "chart" + count++ + "-";
    return svg.substring(svg.indexOf("<svg"))
        .replaceFirst(
            "<svg[^>]*>",
            String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">",
                width,
                HEIGHT))
        .replace("id=\"", "id=\"" + id)
        .replace("url(#", "url(#" + id);
  }

  /** The library names clip paths by chance; numbered, the same model gives the same page. */
  private static String withNumberedClips(String svg) {
    Map<String, String> names = new HashMap<>();
    return CLIP.matcher(svg)
        .replaceAll(clip -> names.computeIfAbsent(clip.group(), _ -> "clip" + names.size()));
  }
}
