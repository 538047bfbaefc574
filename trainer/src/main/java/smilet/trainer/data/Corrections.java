package smilet.trainer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/**
 * What a person decided about doubtful labels. The data itself is not changed: corrections are a
 * file of their own with the columns file and correction, which are applied after the data is read.
 *
 * <pre>
 * file,correction
 * smile/17.jpg,keep
 * smile/23.jpg,flip
 * not-smile/4.jpg,drop
 * </pre>
 */
public final class Corrections {
  private final Path table;
  private final Map<String, Decision> decisions;

  /** What to do with a face. */
  public enum Decision {
    /** Its label is correct. */
    KEEP,
    /** The other label is correct. */
    FLIP,
    /** It is left out. */
    DROP;

    /** The word in the file. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Corrections(Path table, Map<String, Decision> decisions) {
    this.table = table;
    this.decisions = decisions;
  }

  /**
   * Reads a file of corrections.
   *
   * @throws UserError if it is not such a file
   * @throws FileError if it cannot be read
   */
  public static Corrections read(Path table) throws FileError {
    Map<String, Decision> decisions = new HashMap<>();
    try (CSVParser parser = CsvTables.open(table)) {
      Iterator<CSVRecord> rows = parser.iterator();
      if (!rows.hasNext() || !rows.next().toList().equals(List.of("file", "correction"))) {
        throw new UserError(table + " line 1 must be \"file,correction\"; smilet audit writes it");
      }
      while (rows.hasNext()) {
        CSVRecord row = rows.next();
        decisions.put(row.get(0), decision(row, table, parser.getCurrentLineNumber()));
      }
    } catch (UncheckedIOException e) {
      throw FileError.within("cannot read", table, e.getCause());
    } catch (IOException e) {
      throw FileError.within("cannot read", table, e);
    }
    return new Corrections(table, decisions);
  }

  private static Decision decision(CSVRecord row, Path table, long line) {
    String word = row.size() == 2 ? row.get(1) : "";
    for (Decision decision : Decision.values()) {
      if (decision.word().equals(word)) {
        return decision;
      }
    }
    throw new UserError(
        String.format(
            Locale.ROOT, "%s line %d must be a file and one of keep, flip, drop", table, line));
  }

  /** What was decided about a face, if anything. */
  public Optional<Decision> of(String name) {
    return Optional.ofNullable(decisions.get(name));
  }

  /**
   * Applies the corrections to the data that they were made for.
   *
   * @throws UserError if they name a face that the data does not have, or leave only one class
   */
  public Dataset applyTo(Dataset data) {
    Map<String, Decision> unused = new HashMap<>(decisions);
    Dataset corrected =
        data.corrected(
            (name, smile) -> {
              Decision decision = unused.remove(name);
              if (decision == null) {
                return Optional.of(smile);
              }
              return switch (decision) {
                case KEEP -> Optional.of(smile);
                case FLIP -> Optional.of(!smile);
                case DROP -> Optional.empty();
              };
            });
    if (!unused.isEmpty()) {
      throw new UserError(
          "%s names %s, which is not in the data; it was made for other faces"
              .formatted(table, unused.keySet().stream().sorted().findFirst().orElseThrow()));
    }
    if (!corrected.hasBothClasses(corrected.indices())) {
      throw new UserError(table + " leaves no smiles or no other faces; both are needed");
    }
    return corrected;
  }
}
