package smilet.trainer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/**
 * The table of the pictures in a folder. It has the columns file and label, and may have person, a
 * number or a name, and tilted, which is 1 for a tilted copy of another picture. Other columns are
 * ignored.
 */
final class LabelTable {
  static final String FILE_NAME = "labels.csv";

  private LabelTable() {}

  /**
   * A picture to load.
   *
   * @param file relative to the data's folder
   * @param person 0 or more, -1 if it is not known
   * @param tilted whether the table marks it as a tilted copy
   */
  record Entry(String file, boolean smile, int person, boolean tilted) {}

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
        String where = "%s line %d".formatted(table, parser.getCurrentLineNumber());
        if (row.size() != header.size()) {
          throw new UserError(
              "%s has %d values, but the header has %d"
                  .formatted(where, row.size(), header.size()));
        }
        entries.add(
            new Entry(
                requirePath(row.get(file), where),
                options.smile(row.get(label), where),
                person < 0 ? -1 : CsvTables.person(row.get(person)),
                tilted >= 0 && row.get(tilted).equals("1")));
      }
    } catch (UncheckedIOException e) {
      throw new UserError(FileError.within("cannot read", table, e.getCause()).getMessage(), e);
    }
    return entries;
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
