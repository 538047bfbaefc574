package smilet.trainer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/**
 * The table of the pictures in a folder. It has the columns file and label, and may have person, a
 * number or a name, and tilted, which is 1 for a tilted copy of another picture. Other columns are
 * attributes: figures can be told apart by them.
 */
final class LabelTable {
  static final String FILE_NAME = "labels.csv";

  private static final Set<String> KNOWN = Set.of("file", "label", "person", "tilted");

  private LabelTable() {}

  /**
   * A picture to load.
   *
   * @param file relative to the data's folder
   * @param person 0 or more, -1 if it is not known
   * @param tilted whether the table marks it as a tilted copy
   * @param attributes the values of the other columns, by their names in the order of the table
   */
  record Entry(
      String file, boolean smile, int person, boolean tilted, Map<String, String> attributes) {
    Entry(String file, boolean smile, int person, boolean tilted) {
      this(file, smile, person, tilted, Map.of());
    }

    /** The same with another label. */
    Entry labelled(boolean smile) {
      return new Entry(file, smile, person, tilted, attributes);
    }
  }

  static List<Entry> read(Path folder, LoadOptions options) throws IOException {
    Path table = folder.resolve(FILE_NAME);
    List<Entry> entries = new ArrayList<>();
    try (CSVParser parser = CsvTables.open(table)) {
      Iterator<CSVRecord> rows = parser.iterator();
      if (!rows.hasNext()) {
        throw new UserError(table + " is empty");
      }
      List<String> header = rows.next().toList();
      int file = column(header, "file", table);
      int label = column(header, "label", table);
      int person = header.indexOf("person");
      int tilted = header.indexOf("tilted");
      while (rows.hasNext()) {
        CSVRecord row = rows.next();
        String where =
            String.format(Locale.ROOT, "%s line %d", table, parser.getCurrentLineNumber());
        if (row.size() != header.size()) {
          throw new UserError(
              String.format(
                  Locale.ROOT,
                  "%s has %d values, but the header has %d",
                  where,
                  row.size(),
                  header.size()));
        }
        entries.add(
            new Entry(
                requirePath(row.get(file), where),
                options.smile(row.get(label), where),
                person < 0 ? -1 : CsvTables.person(row.get(person)),
                tilted >= 0 && row.get(tilted).equals("1"),
                attributes(header, row)));
      }
    } catch (UncheckedIOException e) {
      throw new UserError(FileError.within("cannot read", table, e.getCause()).getMessage(), e);
    }
    return entries;
  }

  private static Map<String, String> attributes(List<String> header, CSVRecord row) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      if (!KNOWN.contains(header.get(i))) {
        attributes.put(header.get(i), row.get(i).intern()); // few values, each in many rows
      }
    }
    return attributes;
  }

  /** Refuses a name that no file can have here. */
  private static String requirePath(String name, String where) {
    try {
      var _ = Path.of(name);
    } catch (InvalidPathException e) {
      throw new UserError("%s: \"%s\" is not a name of a file here".formatted(where, name), e);
    }
    return name;
  }

  private static int column(List<String> header, String name, Path table) {
    int index = header.indexOf(name);
    if (index < 0) {
      throw new UserError(
          "%s line 1 has no column \"%s\"; it must have file and label, and may have person"
              .formatted(table, name));
    }
    return index;
  }
}
