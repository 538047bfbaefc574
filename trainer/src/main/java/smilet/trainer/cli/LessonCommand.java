package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import smilet.shared.error.UserError;
import smilet.trainer.lesson.Lesson;
import smilet.trainer.lesson.LessonRow;

@Command(
    name = "lesson",
    description = "Shows how nine weights learn to tell two smiles from two other faces.",
    mixinStandardHelpOptions = true)
final class LessonCommand implements Callable<Integer> {
  /** The pause between rows in a terminal: 100 iterations take three seconds. */
  private static final long PAUSE_MILLIS = 30;

  private static final String HEADER =
      "  after |  scores of the four images      |  percentages        | roughly right |"
          + " average error";

  @ParentCommand Smilet smilet;

  @Spec CommandSpec spec;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "100",
      description = "The number of iterations, 1 or more (default: ${DEFAULT-VALUE}).")
  int iterations;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public Integer call() {
    UserError.require(iterations >= 1, "--iterations", "1 or more", iterations);
    Lesson lesson = new Lesson(iterations);
    smilet.interruption().endsBy(lesson::interrupt);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode root = Json.object();
      ArrayNode rows = root.putArray("rows");
      Lesson.Result result = lesson.run(row -> rows.add(object(row)));
      root.set("integerScores", array(result.integerScores()));
      Json.print(out, root);
      return 0;
    }
    images(out);
    out.println();
    out.println(HEADER);
    Lesson.Result result = lesson.run(row -> show(out, row));
    out.println();
    weights(out, result);
    return 0;
  }

  private static ObjectNode object(LessonRow row) {
    ObjectNode json = Json.object();
    json.put("iteration", row.iteration());
    json.set("scores", array(row.scores()));
    json.set("percentages", array(row.percentages()));
    json.put("roughlyRight", row.roughlyRight());
    json.put("averageError", row.averageError());
    return json;
  }

  private static ArrayNode array(List<Double> values) {
    ArrayNode array = Json.object().arrayNode();
    values.forEach(array::add);
    return array;
  }

  private static void images(PrintWriter out) {
    for (int y = 0; y < 3; y++) {
      int row = y;
      out.println(
          Lesson.IMAGES.stream()
              .map(image -> image.substring(3 * row, 3 * row + 3))
              .map(pixels -> pixels.replace("X", "██").replace(".", "░░"))
              .collect(Collectors.joining("    ", "  ", "")));
    }
    out.print("  ");
    for (int i = 0; i < Lesson.IMAGES.size(); i++) {
      out.printf("%-10s", Lesson.smile(i) ? "smile" : "not");
    }
    out.println();
  }

  private static void show(PrintWriter out, LessonRow row) {
    String text =
        String.format(
            Locale.ROOT,
            "%7d | %s | %s | %8d of 4 | %6.1f points",
            row.iteration(),
            numbers("%7.2f", row.scores()),
            numbers("%3.0f%%", row.percentages()),
            row.roughlyRight(),
            row.averageError());
    out.println(text);
    out.flush();
    if (Progress.inTerminal()) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void weights(PrintWriter out, Lesson.Result result) {
    byte[] integers = result.model().dense().weights();
    out.println("the nine weights           as integers");
    for (int y = 0; y < 3; y++) {
      out.print(numbers("%7.2f", result.last().weights().subList(3 * y, 3 * y + 3)));
      for (int x = 0; x < 3; x++) {
        out.printf(Locale.ROOT, "%6d", integers[3 * y + x]);
      }
      out.println();
    }
    out.println();
    out.println("scores           " + numbers("%7.2f", result.last().scores()));
    out.println("in integers      " + numbers("%7.2f", result.integerScores()));
    out.flush();
  }

  private static String numbers(String format, List<Double> values) {
    return values.stream()
        .map(value -> String.format(Locale.ROOT, format, value))
        .collect(Collectors.joining(" "));
  }
}
