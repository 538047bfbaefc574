package smilet.trainer.data;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import smilet.shared.error.UserError;

/**
 * The table of the pictures in a folder. It has the columns file and label, and may have person, a
 * number or a name, and tilted, which is 1 for a tilted copy of another picture. Other columns are
 * attributes: figures can be told apart by them. Folders of a file may be separated by slashes or
 * backslashes.
 */
final class LabelTable {
  static final String FILE_NAME = "labels.csv";

  private static final Set<String> KNOWN =
      Set.of("file", "label", "person", "tilted", "unnamed: 0");

  private LabelTable() {}

  /** A picture to load. */
  record Entry(Path file, Label label) {}

  /**
   * Reads the table of a folder.
   *
   * @param collector is told what the user should know
   */
  static List<Entry> read(Path folder, LoadOptions options, Dataset.Collector collector)
      throws IOException {
    Path path = folder.resolve(FILE_NAME);
    List<Entry> entries = new ArrayList<>();
    try (CsvTable table = CsvTable.open(path)) {
      table.note().ifPresent(collector::warn);
      List<String> header = table.next().orElseThrow(() -> new UserError(path + " is empty"));
      int file = column(header, "file", table);
      int label = column(header, "label", table);
      int person = CsvTable.column(header, "person");
      int tilted = CsvTable.column(header, "tilted");
      for (Optional<List<String>> row = table.next(); row.isPresent(); row = table.next()) {
        List<String> cells = row.get();
        if (cells.size() != header.size()) {
          throw new UserError(
              String.format(
                  Locale.ROOT,
                  "%s has %d values, but the header has %d",
                  table.where(),
                  cells.size(),
                  header.size()));
        }
        String name = cells.get(file);
        entries.add(
            new Entry(
                file(folder, name, table.where()),
                new Label(
                    name,
                    options.smile(cells.get(label), table.where()),
                    Label.person(CsvTable.cell(cells, person)),
                    CsvTable.cell(cells, tilted).equals("1"),
                    attributes(header, cells))));
      }
    }
    return entries;
  }

  private static Map<String, String> attributes(List<String> header, List<String> cells) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      if (!name.isEmpty() && !KNOWN.contains(name.toLowerCase(Locale.ROOT))) {
        // Few values, each in many rows.
        attributes.put(name, CsvTable.cell(cells, i).intern());
      }
    }
    return attributes;
  }

  private static int column(List<String> header, String name, CsvTable table) {
    int index = CsvTable.column(header, name);
    if (index < 0) {
      throw new UserError(
          "%s has no column \"%s\"; it must have file and label, and may have person"
              .formatted(table.where(), name));
    }
    return index;
  }

  /** The file of a name. If there is no such file, backslashes separate folders. */
  private static Path file(Path folder, String name, String where) {
    Path file = resolve(folder, name, where);
    return name.indexOf('\\') >= 0 && Files.notExists(file)
        ? resolve(folder, name.replace('\\', '/'), where)
        : file;
  }

  /** The path of a name, even if the name is not valid in the locale's character set. */
  private static Path resolve(Path folder, String name, String where) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      // A URI can say the bytes of a name. On most systems names are in UTF-8.
      return fromBytes(folder, name)
          .orElseThrow(
              () ->
                  new UserError("%s: \"%s\" is not a name of a file here".formatted(where, name)));
    }
  }

  private static Optional<Path> fromBytes(Path folder, String name) {
    StringBuilder uri = new StringBuilder();
    for (byte unit : name.getBytes(StandardCharsets.UTF_8)) {
      uri.append(unit == '/' ? "/" : String.format(Locale.ROOT, "%%%02X", unit & 0xff));
    }
    try {
      String base = folder.toAbsolutePath().toUri().toString();
      return Optional.of(Path.of(new URI(base + (base.endsWith("/") ? "" : "/") + uri)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
