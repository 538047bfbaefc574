package smilet.trainer.report;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import smilet.shared.file.ModelFile;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;
import smilet.trainer.data.Dataset;
import smilet.trainer.descent.History;
import smilet.trainer.evaluate.Confusion;
import smilet.trainer.evaluate.Evaluation;
import smilet.trainer.evaluate.Predictions;

/**
 * The page about a model.
 *
 * @param title what the page is called
 * @param file the model
 * @param data the faces it is judged on
 * @param part which of them, indices into the data
 * @param training how it was trained, where that is known
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Report(
    String title, ModelFile file, Dataset data, int[] part, Optional<TrainingSummary> training) {
  private static final int WORST = 16;

  /** What the machine lacks to draw charts, if it does: some have no fonts. */
  public static Optional<String> fontLack() {
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
    return PAGE.replace("{title}", escaped(title))
        .replace("{summary}", summary(evaluation))
        .replace("{training}", training.map(s -> training(s, charts)).orElse(TRAINED_ELSEWHERE))
        .replace("{roc}", charts.roc(predictions, file.thresholds()))
        .replace("{reliability}", charts.reliability(evaluation.reliability()))
        .replace("{confusion}", confusion(Confusion.at(predictions, file.thresholds())))
        .replace("{worst}", worst(predictions))
        .replace("{weights}", weights())
        .replace("{layers}", layers())
        .replace("{record}", record());
  }

  private String summary(Evaluation evaluation) {
    StringBuilder cards = new StringBuilder();
    card(cards, "AUC", "%.4f", evaluation.auc());
    card(cards, "accuracy", "%.1f %%", 100 * evaluation.accuracy());
    card(cards, "calibration error", "%.3f", evaluation.reliability().expectedError());
    card(cards, "roughly right", "%.0f %%", 100 * evaluation.roughlyRight());
    card(cards, "average error", "%.1f points", evaluation.averageError());
    card(cards, "faces judged", "%,d", evaluation.frames());
    card(cards, "model file", "%,d bytes", file.encode().length);
    card(cards, "multiply-adds a frame", "%,d", file.model().multiplyAdds());
    training.ifPresent(
        s -> {
          card(cards, "AUC as floats", "%.4f", s.floatAuc());
          card(cards, "lost to integers", "%.4f", Math.max(0, s.floatAuc() - evaluation.auc()));
        });
    return cards.toString();
  }

  private static void card(StringBuilder cards, String name, String format, Object value) {
    cards.append(
        "<div><b>%s</b><span>%s</span></div>\n"
            .formatted(String.format(Locale.ROOT, format, value), name));
  }

  private static String training(TrainingSummary summary, Charts charts) {
    History history = summary.history();
    return """
    <div class="charts"><figure>%s<figcaption>Loss and held-out AUC</figcaption></figure>
    <figure>%s<figcaption>What each CPU second gained</figcaption></figure></div>
    <p>Stopped: %s. In all it cost %s CPU s; the last %d iterations cost %s CPU s%s.</p>
    """
        .formatted(
            charts.training(history.iterations()),
            charts.cost(history.iterations()),
            escaped(summary.stopped()),
            String.format(Locale.ROOT, "%.1f", history.cpuSeconds()),
            history.lastTenth().iterations(),
            String.format(Locale.ROOT, "%.1f", history.lastTenth().cpuSeconds()),
            history.lastTenth().aucGain().isPresent()
                ? String.format(
                    Locale.ROOT,
                    " and gained %.4f AUC on held-out people",
                    history.lastTenth().aucGain().getAsDouble())
                : "");
  }

  private String confusion(Confusion c) {
    return String.format(
        Locale.ROOT,
        """
        <table><caption>Smile from %.1f %%, not a smile up to %.1f %%</caption>
        <tr><th></th><th>called smile</th><th>unsure</th><th>called not</th></tr>
        <tr><th>smiles</th><td class="right">%,d</td><td>%,d</td><td class="wrong">%,d</td></tr>
        <tr><th>others</th><td class="wrong">%,d</td><td>%,d</td><td class="right">%,d</td></tr>
        </table>
        <p>Of what it calls a smile, %.1f %% are smiles; of the smiles it calls %.1f %% so.</p>
        """,
        file.thresholds().smileQ15() / 327.68,
        file.thresholds().notSmileQ15() / 327.68,
        c.smileAsSmile(),
        c.smileUnsure(),
        c.smileAsOther(),
        c.otherAsSmile(),
        c.otherUnsure(),
        c.otherAsOther(),
        100 * c.precision(),
        100 * c.recall());
  }

  private String worst(Predictions predictions) {
    Dataset.Reader reader = data.reader();
    return IntStream.range(0, predictions.count())
        .boxed()
        .sorted(Comparator.comparingInt((Integer i) -> -wrongQ15(predictions, i)))
        .limit(WORST)
        .map(
            i ->
                String.format(
                    Locale.ROOT,
                    """
                    <figure><img src="%s" alt=""><figcaption>%s<br>%.1f %%<br><i>%s</i>\
                    </figcaption></figure>
                    """,
                    Pictures.frame(reader.frame(part[i])),
                    predictions.smiles()[i] ? "labelled smile" : "labelled not",
                    predictions.probabilityQ15(i) / 327.68,
                    escaped(data.name(part[i]))))
        .collect(Collectors.joining());
  }

  /** How far an answer is from its label. */
  private static int wrongQ15(Predictions predictions, int index) {
    return Math.abs((predictions.smiles()[index] ? 32768 : 0) - predictions.probabilityQ15(index));
  }

  private String weights() {
    return Pictures.firstLayer(file.model()).stream()
        .map("<img class=\"weights\" src=\"%s\" alt=\"\">"::formatted)
        .collect(Collectors.joining("\n"));
  }

  private String layers() {
    StringBuilder rows = new StringBuilder();
    for (Layer layer : file.model().layers()) {
      String kind =
          switch (layer) {
            case Dense _ -> "dense";
            case Convolution c ->
                "convolution %dx%d, stride %d".formatted(c.kernel(), c.kernel(), c.stride());
          };
      rows.append(
          String.format(
              Locale.ROOT,
              "<tr><th>%s</th><td>%s</td><td>%s</td><td>%,d</td><td>%,d</td></tr>%n",
              kind,
              layer.input(),
              layer.output(),
              layer.parameterCount(),
              layer.multiplyAdds()));
    }
    return rows.toString();
  }

  private String record() {
    StringBuilder rows = new StringBuilder();
    file.training()
        .forEach(
            (key, value) ->
                rows.append(
                    "<tr><th>%s</th><td>%s</td></tr>%n".formatted(escaped(key), escaped(value))));
    rows.append(
        "<tr><th>answer</th><td>%s</td></tr>%n"
            .formatted(
                file.model().mirrored()
                    ? "the mean over a frame and its mirror image: all layers run twice"
                    : "one a frame"));
    rows.append("<tr><th>sha256</th><td>%s</td></tr>%n".formatted(file.contentHash()));
    return rows.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static final String TRAINED_ELSEWHERE =
      "<p>How loss and AUC went is known while a model is trained: <code>smilet train --report"
          + "</code> shows it.</p>";

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>{title}</title>
      <style>
      :root { color-scheme: light; }
      * { box-sizing: border-box; }
      body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff;
        max-width: 1180px; margin: 0 auto; padding: 1rem; }
      h1 { font-size: 1.6rem; overflow-wrap: anywhere; }
      h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; border-bottom: 1px solid #ddd; }
      figure { margin: 0; }
      figcaption { color: #555; font-size: .85rem; overflow-wrap: anywhere; }
      .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
        gap: .6rem; }
      .cards div { border: 1px solid #ddd; border-radius: 6px; padding: .5rem .7rem; }
      .cards b { display: block; font-size: 1.25rem; }
      .cards span { color: #555; font-size: .85rem; }
      .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
        gap: 1rem; }
      .charts svg { width: 100%; height: auto; display: block; }
      .faces { display: grid; grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr));
        gap: .8rem; }
      .faces img { width: 100%; image-rendering: pixelated; border-radius: 4px; }
      .weights { width: 7rem; max-width: 45%; image-rendering: pixelated; border: 1px solid #ccc;
        margin: 0 .4rem .4rem 0; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; }
      caption { text-align: left; color: #555; font-size: .85rem; padding-bottom: .3rem; }
      th, td { padding: .3rem .8rem; border-bottom: 1px solid #eee; text-align: right; }
      th:first-child { text-align: left; font-weight: 600; }
      .record td { text-align: left; overflow-wrap: anywhere; }
      .right { background: #e4eefa; }
      .wrong { background: #fbe9dc; }
      </style>
      </head>
      <body>
      <h1>{title}</h1>
      <div class="cards">
      {summary}</div>
      <h2>Training</h2>
      {training}
      <h2>Smiles found against false alarms, and whether percentages mean what they say</h2>
      <div class="charts">
      <figure>{roc}<figcaption>ROC curve, with the model's own thresholds</figcaption></figure>
      <figure>{reliability}<figcaption>Reliability: of frames given 90 %, about nine in ten should be
      smiles</figcaption></figure>
      </div>
      <h2>Decisions at the model's thresholds</h2>
      <div class="scroll">{confusion}</div>
      <h2>The most wrong</h2>
      <div class="faces">
      {worst}</div>
      <h2>What the first layer looks for</h2>
      <p>Blue counts for a smile or a feature, orange against it.</p>
      {weights}
      <h2>Layers</h2>
      <div class="scroll"><table>
      <tr><th>layer</th><th>in</th><th>out</th><th>parameters</th><th>multiply-adds</th></tr>
      {layers}</table></div>
      <h2>How it was made</h2>
      <div class="scroll"><table class="record">
      {record}</table></div>
      </body>
      </html>
      """;
}
