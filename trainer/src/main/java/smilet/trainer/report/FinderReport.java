package smilet.trainer.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import smilet.shared.file.FinderFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Resampler;
import smilet.trainer.finder.Box;
import smilet.trainer.finder.FinderCost;
import smilet.trainer.finder.FinderEvaluation;
import smilet.trainer.finder.FinderEvaluation.Missed;
import smilet.trainer.finder.FinderEvaluation.Point;
import smilet.trainer.finder.Scene;

/**
 * A page about a face finder: figures, curves, the worst misses and false faces as pictures.
 *
 * @param title the title of the page
 * @param scenes the pictures that were evaluated
 */
public record FinderReport(
    String title,
    FinderFile file,
    List<Scene> scenes,
    FinderEvaluation evaluation,
    FinderCost cost) {
  /** Pictures per kind of mistake. */
  private static final int SHOWN = 24;

  /** Pixels per side of a picture of a mistake. */
  private static final int SIDE = 72;

  /** How much is shown around a box. */
  private static final double AROUND = 1.5;

  /** The whole page. */
  public String html() {
    Charts charts = new Charts();
    List<Point> curve =
        evaluation.curve().stream().filter(point -> point.falseFaces() > 0).toList();
    String body =
        Template.named("finder.html")
            .filled(
                Map.of(
                    "summary", summary(),
                    "recall", recall(charts, curve),
                    "precision", precision(charts),
                    "missed", missed(),
                    "wrong", wrong(),
                    "record", training()));
    return Template.document(title, Template.named("page.css").text(), body);
  }

  private String summary() {
    double threshold = file.finder().threshold();
    Point own = evaluation.atThreshold(threshold);
    return card("recall at 0.1 false faces", "%.4f", evaluation.at(0.1).recall())
        + card("recall at the threshold", "%.4f", own.recall())
        + card("false faces per picture", "%.3f", own.falseFaces())
        + card("mean overlap", "%.3f", evaluation.meanOverlap(threshold))
        + card("average precision", "%.4f", evaluation.averagePrecision())
        + card("pictures", "%,d", evaluation.pictures())
        + card("faces", "%,d", evaluation.faces())
        + card("million multiply-adds per picture", "%.1f", cost.multiplyAdds() / 1e6)
        + card("finder file", "%,d bytes", file.encode().length);
  }

  private static String card(String name, String format, Object value) {
    return Template.named("card.html")
        .filled(Map.of("name", name, "value", String.format(Locale.ROOT, format, value)));
  }

  private static String recall(Charts charts, List<Point> curve) {
    return curve.isEmpty()
        ? "There is no false face."
        : charts.curve(
            "false faces per picture",
            "faces found",
            curve.stream().mapToDouble(Point::falseFaces).toArray(),
            curve.stream().mapToDouble(Point::recall).toArray(),
            true);
  }

  private String precision(Charts charts) {
    List<Point> curve = evaluation.curve();
    return curve.isEmpty()
        ? "There is no box."
        : charts.curve(
            "faces found",
            "boxes that are faces",
            curve.stream().mapToDouble(Point::recall).toArray(),
            curve.stream().mapToDouble(Point::precision).toArray(),
            false);
  }

  private String missed() {
    return evaluation.missed(scenes, file.finder().threshold()).stream()
        .sorted(Comparator.comparingDouble(Missed::score))
        .limit(SHOWN)
        .map(
            miss -> {
              Scene scene = scenes.get(miss.scene());
              String score =
                  Double.isFinite(miss.score())
                      ? String.format(Locale.ROOT, "%.2f", miss.score())
                      : "none";
              return figure(scene, scene.faces().get(miss.face()), "score " + score);
            })
        .collect(Collectors.joining());
  }

  private String wrong() {
    return evaluation.found().stream()
        .filter(found -> !found.isFace())
        .limit(SHOWN)
        .map(
            found ->
                figure(
                    scenes.get(found.scene()),
                    found.box(),
                    String.format(Locale.ROOT, "score %.2f", found.score())))
        .collect(Collectors.joining());
  }

  private static String figure(Scene scene, Box box, String text) {
    return Template.named("finder-face.html")
        .filled(
            Map.of(
                "picture", PngPictures.frame(around(scene.picture(), box)),
                "text", text,
                "name", Template.escaped(scene.name())));
  }

  /** A square of a picture, wider than a box in its middle. */
  private static Frame around(Frame picture, Box box) {
    FrameFormat format = picture.format();
    double wanted = AROUND * Math.max(box.width(), box.height());
    int side = Math.clamp(Math.round(wanted), 1, FrameFormat.MAX_HEIGHT);
    int left = (int) Math.round(box.x() + (box.width() - side) / 2);
    int top = (int) Math.round(box.y() + (box.height() - side) / 2);
    Frame square = new Frame(new FrameFormat(SIDE, SIDE, 8));
    new Resampler(format, SIDE, SIDE)
        .resample(picture.pixels(), left, top, side, side, square.pixels());
    for (int i = 0; i < square.pixels().length; i++) {
      square.pixels()[i] = (char) (square.pixels()[i] >> 8);
    }
    return square;
  }

  private String training() {
    return file.training().entrySet().stream()
        .map(
            entry ->
                Template.named("record-entry.html")
                    .filled(
                        Map.of(
                            "name", Template.escaped(entry.getKey()),
                            "value", Template.escaped(entry.getValue()))))
        .collect(Collectors.joining());
  }
}
