package smilet.trainer.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import smilet.trainer.audit.Doubt;
import smilet.trainer.data.Corrections;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.SmileDefinition;

/**
 * The page on which a person keeps, flips or drops doubtful labels, and saves the corrections as a
 * file. It works without a network. The browser remembers decisions until they are saved.
 *
 * @param title the title of the page
 * @param data the faces
 * @param doubts what to show, the most doubtful first
 * @param earlier decisions that were made before
 */
public record AuditPage(
    String title, Dataset data, List<Doubt> doubts, Optional<Corrections> earlier) {

  /** The whole page. */
  public String html() {
    String body =
        Template.named("audit.html")
            .filled(
                Map.of(
                    "definition", SmileDefinition.TEXT,
                    "script", Template.named("audit.js").text(),
                    "count", String.format(Locale.ROOT, "%,d", doubts.size()),
                    "faces", faces()));
    String style = Template.named("page.css").text() + Template.named("audit.css").text();
    return Template.document(title, style, body);
  }

  private String faces() {
    Template face = Template.named("audit-face.html");
    Dataset.Reader reader = data.reader();
    StringBuilder faces = new StringBuilder();
    for (Doubt doubt : doubts) {
      String name = data.name(doubt.face());
      faces.append(
          face.filled(
              Map.of(
                  "name", Template.escaped(name),
                  "picture", PngPictures.frame(reader.frame(doubt.face())),
                  "label", doubt.label() ? "smile" : "not a smile",
                  "other", doubt.label() ? "not a smile" : "smile",
                  "degree", percent(OptionalDouble.of(doubt.degree())),
                  "folds", percent(doubt.folds()),
                  "others", percent(doubt.others()),
                  "rendered", percent(doubt.rendered()),
                  "decision", decision(name))));
    }
    return faces.toString();
  }

  private String decision(String name) {
    return earlier.flatMap(all -> all.of(name)).map(Corrections.Decision::word).orElse("");
  }

  private static String percent(OptionalDouble probability) {
    return probability.isPresent()
        ? String.format(Locale.ROOT, "%.0f %%", 100 * probability.getAsDouble())
        : "-";
  }
}
