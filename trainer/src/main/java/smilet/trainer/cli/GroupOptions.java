package smilet.trainer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;
import smilet.trainer.data.Dataset;
import smilet.trainer.evaluate.GroupFigures;
import smilet.trainer.evaluate.Predictions;

/** Figures per group of faces, for every command that judges a model. */
final class GroupOptions {
  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Also judge the model per value of these columns of labels.csv, for example"
              + " tone,glasses,yaw,teeth of rendered faces. Numbers are cut into four ranges.")
  List<String> columns = new ArrayList<>();

  /** The figures of each group; none if no column was asked for. */
  List<GroupFigures> judge(Predictions predictions, Dataset data, int[] part) {
    return GroupFigures.of(predictions, data, part, columns);
  }

  static ArrayNode json(List<GroupFigures> groups) {
    ArrayNode array = Json.object().arrayNode();
    for (GroupFigures group : groups) {
      ObjectNode object =
          array
              .addObject()
              .put("column", group.column())
              .put("group", group.group())
              .put("frames", group.faces())
              .put("smiles", group.smiles())
              .put("balancedAccuracy", group.balancedAccuracy());
      group
          .auc()
          .ifPresent(auc -> object.put("auc", auc).put("aucStandardError", group.aucError()));
    }
    return array;
  }

  /**
   * Prints a table.
   *
   * @param wholeAuc the AUC on all faces, for comparison
   */
  static void print(PrintWriter out, List<GroupFigures> groups, double wholeAuc) {
    if (groups.isEmpty()) {
      return;
    }
    out.println();
    out.println("group                         faces   smiles      AUC             against all");
    for (GroupFigures group : groups) {
      out.printf(
          Locale.ROOT,
          "%-26s %,8d %,8d   %s%n",
          group.column() + " " + group.group(),
          group.faces(),
          group.smiles(),
          group.auc().isPresent()
              ? String.format(
                  Locale.ROOT,
                  "%.4f +- %.4f     %+.4f",
                  group.auc().getAsDouble(),
                  group.aucError(),
                  group.auc().getAsDouble() - wholeAuc)
              : "only one class");
    }
    out.flush();
  }
}
