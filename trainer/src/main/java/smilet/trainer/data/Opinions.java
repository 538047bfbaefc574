package smilet.trainer.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/**
 * What others say about the faces of a data set: a table with the column file and, in any other
 * columns, opinions. A column is an opinion if its values are
 *
 * <ul>
 *   <li>labels: the two names of the data, or names of emotions, of which happiness is a smile; or
 *   <li>probabilities of a smile, numbers from 0 to 1 of which one at least is between them, so
 *       that a column of flags is not taken for one.
 * </ul>
 *
 * A cell that is empty, or has a word such as "?", is no opinion. Other columns are ignored.
 */
public final class Opinions {
  private static final Set<String> SMILES = Set.of("smile", "smiling", "happy", "happiness", "joy");
  private static final Set<String> OTHERS =
      Set.of(
          "not-smile",
          "no-smile",
          "neutral",
          "sad",
          "sadness",
          "anger",
          "angry",
          "fear",
          "fearful",
          "disgust",
          "disgusted",
          "surprise",
          "surprised",
          "contempt");

  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]*)?|\\.[0-9]+");

  /** The share of a column's cells that must be opinions. */
  private static final double MOST = 0.9;

  /** The opinions on each face, each a probability of a smile. */
  private final Map<String, double[]> byName;

  private final List<String> columns;

  private Opinions(Map<String, double[]> byName, List<String> columns) {
    this.byName = byName;
    this.columns = List.copyOf(columns);
  }

  /**
   * Reads the opinions.
   *
   * @throws UserError if the table has no column of opinions
   * @throws FileError if it cannot be read
   */
  public static Opinions read(Path table, LoadOptions options) throws FileError {
    List<List<String>> faces = new ArrayList<>();
    List<String> header;
    int file;
    try (CsvTable rows = CsvTable.open(table)) {
      header = rows.next().orElse(List.of());
      file = CsvTable.column(header, "file");
      if (file < 0) {
        throw new UserError(table + " line 1 has no column \"file\"");
      }
      for (Optional<List<String>> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (row.get().size() != header.size()) {
          throw new UserError(
              String.format(
                  Locale.ROOT,
                  "%s has %d values, but the header has %d",
                  rows.where(),
                  row.get().size(),
                  header.size()));
        }
        faces.add(row.get());
      }
    } catch (IOException e) {
      throw FileError.within("cannot read", table, e);
    }
    int[] opinions =
        IntStream.range(0, header.size())
            .filter(column -> column != file && isOpinion(faces, column, options))
            .toArray();
    if (opinions.length == 0) {
      throw new UserError(
          "%s has no column of opinions: labels (%s, %s, names of emotions) or probabilities"
              .formatted(table, options.smileName(), options.otherName()));
    }
    Map<String, double[]> byName = new HashMap<>();
    for (List<String> row : faces) {
      byName.put(
          row.get(file),
          IntStream.of(opinions)
              .mapToObj(column -> opinion(row.get(column), options))
              .filter(OptionalDouble::isPresent)
              .mapToDouble(OptionalDouble::getAsDouble)
              .toArray());
    }
    return new Opinions(byName, IntStream.of(opinions).mapToObj(header::get).toList());
  }

  private static boolean isOpinion(List<List<String>> rows, int column, LoadOptions options) {
    List<String> cells =
        rows.stream().map(row -> row.get(column)).filter(cell -> !cell.isEmpty()).toList();
    List<String> numbers = new ArrayList<>();
    long said = 0;
    for (String cell : cells) {
      said += opinion(cell, options).isPresent() ? 1 : 0;
      if (isNumber(cell)) {
        numbers.add(cell);
      }
    }
    boolean flags =
        !numbers.isEmpty()
            && numbers.stream().mapToDouble(Double::parseDouble).allMatch(v -> v == 0 || v == 1);
    return !flags && said > 0 && said >= MOST * cells.size();
  }

  /** The probability of a smile that a cell gives; empty if it is no opinion. */
  private static OptionalDouble opinion(String cell, LoadOptions options) {
    if (isNumber(cell)) {
      double value = Double.parseDouble(cell);
      return value >= 0 && value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
    String word = cell.toLowerCase(Locale.ROOT).replace('_', '-');
    if (cell.equals(options.smileName()) || SMILES.contains(word)) {
      return OptionalDouble.of(1);
    }
    if (cell.equals(options.otherName()) || OTHERS.contains(word)) {
      return OptionalDouble.of(0);
    }
    return OptionalDouble.empty();
  }

  private static boolean isNumber(String cell) {
    return NUMBER.matcher(cell).matches();
  }

  /** The columns that were recognised as opinions. */
  public List<String> columns() {
    return columns;
  }

  /** The mean of all opinions on a face, as a probability of a smile; empty if there is none. */
  public OptionalDouble mean(String name) {
    return Arrays.stream(byName.getOrDefault(name, new double[0])).average();
  }

  /** Whether every opinion on a face says what its label says. */
  public boolean agree(String name, boolean smile) {
    for (double opinion : byName.getOrDefault(name, new double[0])) {
      if (opinion >= 0.5 != smile) {
        return false;
      }
    }
    return true;
  }

  /** The faces on which everybody agrees with the label, as indices into the data. */
  public int[] agreed(Dataset data) {
    return agreed(data, data.indices());
  }

  /**
   * The same for some of the faces.
   *
   * @param part indices into the data
   */
  public int[] agreed(Dataset data, int[] part) {
    return IntStream.of(part).filter(i -> agree(data.name(i), data.smile(i))).toArray();
  }
}
