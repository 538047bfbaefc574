package smilet.trainer.report;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import smilet.shared.file.ModelFile;
import smilet.shared.fixed.Q15;
import smilet.shared.model.Layer;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.SmileDefinition;
import smilet.trainer.evaluate.Confusion;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.evaluate.GroupFigures;
import smilet.trainer.evaluate.Predictions;

/**
 * The page about a model: what is said on it. How it looks is in the templates.
 *
 * @param title the title of the page
 * @param file the model
 * @param data the faces it is evaluated on
 * @param part which of them, indices into the data
 * @param training how it was trained, if that is known
 * @param groupColumns columns of the data's table; the page shows figures per value of each
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Report(
    String title,
    ModelFile file,
    Dataset data,
    int[] part,
    Optional<TrainingSummary> training,
    List<String> groupColumns) {
  /** How many faces are shown under the worst mistakes. */
  private static final int WORST = 16;

  /** Why charts cannot be drawn on this machine; empty if they can. Some machines have no fonts. */
  public static Optional<String> missingFonts() {
    try {
      new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
          .createGraphics()
          .getFontMetrics(Charts.FONT)
          .stringWidth("0");
      return Optional.empty();
    } catch (RuntimeException | LinkageError | InternalError e) {
      return Optional.of(String.valueOf(e.getMessage())); // the JDK throws any of these
    }
  }

  /** The whole page. */
  public String html() {
    Predictions predictions = Predictions.of(file.model(), data, part);
    Evaluation evaluation = Evaluation.of(predictions);
    Charts charts = new Charts();
    String body =
        Template.named("page.html")
            .filled(
                Map.ofEntries(
                    Map.entry("summary", summary(evaluation)),
                    Map.entry("training", training(charts)),
                    Map.entry("roc", charts.roc(predictions, file.thresholds())),
                    Map.entry("reliability", charts.reliability(evaluation.reliability())),
                    Map.entry("groups", groups(charts, predictions, evaluation.auc())),
                    Map.entry("confusion", decisions(Confusion.at(predictions, file.thresholds()))),
                    Map.entry("definition", SmileDefinition.TEXT),
                    Map.entry("worst", worst(predictions)),
                    Map.entry("weights", weights()),
                    Map.entry("layers", layers()),
                    Map.entry("record", record())));
    return Template.document(title, Template.named("page.css").text(), body);
  }

  private String summary(Evaluation evaluation) {
    StringBuilder cards = new StringBuilder();
    cards.append(card("AUC", "%.4f", evaluation.auc()));
    cards.append(card("accuracy", "%.1f %%", 100 * evaluation.accuracy()));
    cards.append(card("calibration error", "%.3f", evaluation.reliability().expectedError()));
    cards.append(card("roughly right", "%.0f %%", 100 * evaluation.roughlyRight()));
    cards.append(card("average error", "%.1f points", evaluation.averageError()));
    cards.append(card("faces", "%,d", evaluation.frames()));
    cards.append(card("model file", "%,d bytes", file.encode().length));
    cards.append(card("multiply-adds per frame", "%,d", file.model().multiplyAdds()));
    if (training.isPresent()) {
      double floatAuc = training.get().floatAuc();
      cards.append(card("AUC of the float network", "%.4f", floatAuc));
      cards.append(card("lost to integers", "%.4f", Math.max(0, floatAuc - evaluation.auc())));
    }
    return cards.toString();
  }

  private static String card(String name, String format, Object value) {
    return Template.named("card.html").filled(Map.of("name", name, "value", text(format, value)));
  }

  private String training(Charts charts) {
    if (training.isEmpty()) {
      return Template.named("training-unknown.html").text();
    }
    TrainingSummary summary = training.get();
    return Template.named("training.html")
        .filled(
            Map.of(
                "training", charts.training(summary.history().iterations()),
                "cost", charts.cost(summary.history().iterations()),
                "stopped", Template.escaped(summary.stopped()),
                "costText", TrainingCost.text(summary.history())));
  }

  private String groups(Charts charts, Predictions predictions, double wholeAuc) {
    List<GroupFigures> groups = GroupFigures.of(predictions, data, part, groupColumns);
    if (groups.isEmpty()) {
      return "";
    }
    Template row = Template.named("group.html");
    StringBuilder rows = new StringBuilder();
    for (GroupFigures group : groups) {
      OptionalDouble auc = group.auc();
      rows.append(
          row.filled(
              Map.of(
                  "group",
                  Template.escaped(group.column() + " " + group.group()),
                  "faces",
                  text("%,d", group.faces()),
                  "smiles",
                  text("%,d", group.smiles()),
                  "auc",
                  auc.isPresent() ? text("%.4f", auc.getAsDouble()) : "only one class",
                  "error",
                  auc.isPresent() ? text("%.4f", group.aucError()) : "",
                  "difference",
                  auc.isPresent() ? text("%+.4f", auc.getAsDouble() - wholeAuc) : "")));
    }
    return Template.named("groups.html")
        .filled(Map.of("chart", charts.groups(groups, wholeAuc), "rows", rows.toString()));
  }

  private String decisions(Confusion counts) {
    return Template.named("decisions.html")
        .filled(
            Map.ofEntries(
                Map.entry("smileFrom", text("%.1f", Q15.toPercent(file.thresholds().smileQ15()))),
                Map.entry(
                    "notSmileTo", text("%.1f", Q15.toPercent(file.thresholds().notSmileQ15()))),
                Map.entry("smileAsSmile", text("%,d", counts.smileAsSmile())),
                Map.entry("smileUnsure", text("%,d", counts.smileUnsure())),
                Map.entry("smileAsOther", text("%,d", counts.smileAsOther())),
                Map.entry("otherAsSmile", text("%,d", counts.otherAsSmile())),
                Map.entry("otherUnsure", text("%,d", counts.otherUnsure())),
                Map.entry("otherAsOther", text("%,d", counts.otherAsOther())),
                Map.entry("precision", text("%.1f", 100 * counts.precision())),
                Map.entry("recall", text("%.1f", 100 * counts.recall()))));
  }

  private String worst(Predictions predictions) {
    Template face = Template.named("face.html");
    Dataset.Reader reader = data.reader();
    return IntStream.range(0, predictions.count())
        .boxed()
        .sorted(Comparator.comparingInt((Integer i) -> -errorQ15(predictions, i)))
        .limit(WORST)
        .map(
            i ->
                face.filled(
                    Map.of(
                        "picture", PngPictures.frame(reader.frame(part[i])),
                        "label", predictions.smiles()[i] ? "labelled smile" : "labelled not",
                        "percentage", text("%.1f", Q15.toPercent(predictions.probabilityQ15(i))),
                        "name", Template.escaped(data.name(part[i])))))
        .collect(Collectors.joining());
  }

  /** How far a percentage is from its label, as Q0.15. */
  private static int errorQ15(Predictions predictions, int index) {
    return Math.abs(
        (predictions.smiles()[index] ? Q15.ONE : 0) - predictions.probabilityQ15(index));
  }

  private String weights() {
    Template picture = Template.named("weights.html");
    return FirstLayerWeights.of(file.model()).stream()
        .map(channel -> picture.filled(Map.of("picture", PngPictures.weights(channel))))
        .collect(Collectors.joining());
  }

  private String layers() {
    Template row = Template.named("layer.html");
    StringBuilder rows = new StringBuilder();
    for (Layer layer : file.model().layers()) {
      rows.append(
          row.filled(
              Map.of(
                  "kind", ModelText.kind(layer),
                  "input", layer.input(),
                  "output", layer.output(),
                  "parameters", text("%,d", layer.parameterCount()),
                  "multiplyAdds", text("%,d", layer.multiplyAdds()))));
    }
    return rows.toString();
  }

  private String record() {
    StringBuilder rows = new StringBuilder();
    file.training().forEach((name, value) -> rows.append(recordEntry(name, value)));
    rows.append(recordEntry("answer", ModelText.answers(file.model())));
    rows.append(recordEntry("sha256", file.contentHash()));
    return rows.toString();
  }

  private static String recordEntry(String name, String value) {
    return Template.named("record-entry.html")
        .filled(Map.of("name", Template.escaped(name), "value", Template.escaped(value)));
  }

  private static String text(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
