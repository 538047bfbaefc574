package smilet.trainer.report;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import smilet.shared.fixed.Q15;
import smilet.trainer.data.Dataset;
import smilet.trainer.evaluate.Predictions;
import smilet.trainer.finetune.Comparison;
import smilet.trainer.finetune.Remembered;

/**
 * The page about a model that was taught: what it gained on the person and lost on others, and its
 * answer to each frame beside that of the model before. It needs no network and no other file.
 *
 * @param title the title of the page
 * @param words what can be said of the gain
 * @param own the person's frames
 * @param before what the base model answers to them, in order
 * @param after what models answer that have not learned from the burst; empty if there are too few
 * @param comparison of these two; empty likewise
 * @param remembered the answers to drawn faces of others
 */
public record TeachingPage(
    String title,
    String words,
    Dataset own,
    Predictions before,
    Optional<Predictions> after,
    Optional<Comparison> comparison,
    Remembered remembered) {

  /** The whole page. */
  public String html() {
    String body =
        Template.named("teaching.html")
            .filled(
                Map.of(
                    "words", Template.escaped(words),
                    "before", comparison.map(found -> percent(found.before())).orElse("-"),
                    "after", comparison.map(found -> percent(found.after())).orElse("-"),
                    "drawn", String.valueOf(remembered.faces()),
                    "othersBefore", area(remembered.before()),
                    "othersAfter", area(remembered.after()),
                    "faces", faces()));
    return Template.document(title, Template.named("page.css").text(), body);
  }

  private String faces() {
    Template face = Template.named("teaching-face.html");
    Dataset.Reader reader = own.reader();
    StringBuilder faces = new StringBuilder();
    IntStream.range(0, own.size())
        .boxed()
        .sorted(Comparator.comparingInt(this::wrongnessQ15).reversed())
        .forEach(
            i ->
                faces.append(
                    face.filled(
                        Map.of(
                            "picture", PngPictures.frame(reader.frame(i)),
                            "label", own.smile(i) ? "smile" : "no smile",
                            "before", probability(before, i),
                            "after", after.map(answers -> probability(answers, i)).orElse("-")))));
    return faces.toString();
  }

  /** How far the percentage is from the label. */
  private int wrongnessQ15(int frame) {
    int probability = after.orElse(before).probabilityQ15(frame);
    return own.smile(frame) ? Q15.ONE - probability : probability;
  }

  private static String probability(Predictions answers, int frame) {
    return percent((double) answers.probabilityQ15(frame) / Q15.ONE);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String area(double area) {
    return String.format(Locale.ROOT, "%.3f", area);
  }
}
