package smilet.trainer.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import smilet.shared.error.UserError;
import smilet.trainer.data.Dataset;

/**
 * How well a model does on one group of the faces, for example on those with glasses.
 *
 * @param column the column of the data's table that tells the groups apart
 * @param group the value that its faces have in that column, or the range of values
 * @param faces how many faces
 * @param smiles how many of them are smiles
 * @param auc area under the ROC curve; empty if the group lacks smiles or other faces
 * @param aucError its standard error (Hanley and McNeil 1982); 0 if there is no AUC
 * @param balancedAccuracy mean of the accuracies on smiles and on others, at 50 %
 */
public record GroupFigures(
    String column,
    String group,
    int faces,
    int smiles,
    OptionalDouble auc,
    double aucError,
    double balancedAccuracy) {
  /** Numbers with more different values than this are cut into ranges. */
  private static final int MOST_VALUES = 8;

  private static final int RANGES = 4;

  /**
   * Judges each group.
   *
   * @param predictions the answers to {@code part}
   * @param part indices into the data
   * @param columns columns of the data's table
   * @throws UserError if the table has no such column
   */
  public static List<GroupFigures> of(
      Predictions predictions, Dataset data, int[] part, List<String> columns) {
    List<GroupFigures> groups = new ArrayList<>();
    Set<String> known = data.attributeColumns();
    for (String column : columns) {
      if (!known.contains(column)) {
        throw new UserError(
            "--by: the data has no column \"%s\"; it has %s"
                .formatted(
                    column,
                    known.isEmpty()
                        ? "none to group by; they stand in its labels.csv"
                        : String.join(", ", known)));
      }
      List<Optional<String>> values =
          Arrays.stream(part).mapToObj(face -> data.attribute(face, column)).toList();
      members(values)
          .forEach((name, members) -> groups.add(of(column, name, predictions.only(members))));
    }
    return groups;
  }

  /** The members of each group, as positions in {@code values}, by the group's name. */
  private static SequencedMap<String, int[]> members(List<Optional<String>> values) {
    List<String> different = values.stream().flatMap(Optional::stream).distinct().toList();
    return different.size() > MOST_VALUES && different.stream().allMatch(GroupFigures::isNumber)
        ? byRange(values)
        : byValue(values, different);
  }

  private static SequencedMap<String, int[]> byValue(
      List<Optional<String>> values, List<String> different) {
    SequencedMap<String, int[]> groups = new TreeMap<>();
    for (String value : different) {
      groups.put(value, positions(values, value::equals));
    }
    return groups;
  }

  private static SequencedMap<String, int[]> byRange(List<Optional<String>> values) {
    SequencedMap<String, int[]> groups = new LinkedHashMap<>();
    double[] sorted =
        values.stream()
            .flatMap(Optional::stream)
            .mapToDouble(Double::parseDouble)
            .sorted()
            .toArray();
    for (int range = 0; range < RANGES; range++) {
      double from = sorted[range * sorted.length / RANGES];
      boolean last = range == RANGES - 1;
      double to = last ? sorted[sorted.length - 1] : sorted[(range + 1) * sorted.length / RANGES];
      int[] members =
          positions(values, value -> inRange(Double.parseDouble(value), from, to, last));
      if (members.length > 0) {
        groups.put("%s to %s".formatted(number(from), number(to)), members);
      }
    }
    return groups;
  }

  private static int[] positions(List<Optional<String>> values, Predicate<String> wanted) {
    return IntStream.range(0, values.size())
        .filter(i -> values.get(i).filter(wanted).isPresent())
        .toArray();
  }

  private static boolean inRange(double value, double from, double to, boolean last) {
    return value >= from && (value < to || (last && value == to));
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]+(\\.[0-9]+)?");
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  /** The figures of one group, from the answers to its faces. */
  static GroupFigures of(String column, String name, Predictions own) {
    Confusion confusion = Confusion.atHalf(own);
    boolean judged = confusion.smiles() > 0 && confusion.others() > 0;
    double auc = judged ? own.roc().area() : 0;
    return new GroupFigures(
        column,
        name,
        own.count(),
        confusion.smiles(),
        judged ? OptionalDouble.of(auc) : OptionalDouble.empty(),
        judged ? standardError(auc, confusion.smiles(), confusion.others()) : 0,
        confusion.balancedAccuracy());
  }

  /** The standard error of an AUC, after Hanley and McNeil (1982), formula 2. */
  private static double standardError(double auc, int smiles, int others) {
    double twoSmiles = auc / (2 - auc);
    double twoOthers = 2 * auc * auc / (1 + auc);
    double variance =
        auc * (1 - auc)
            + (smiles - 1) * (twoSmiles - auc * auc)
            + (others - 1) * (twoOthers - auc * auc);
    return Math.sqrt(Math.max(0, variance) / ((double) smiles * others));
  }
}
