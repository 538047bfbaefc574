package smilet.trainer.data;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import smilet.shared.error.FileError;

/** What {@link LabelTable} and {@link PixelTable} have in common. */
final class CsvTables {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setTrim(true).setIgnoreEmptyLines(true).get();

  private CsvTables() {}

  /** Opens a table in UTF-8, with or without a byte order mark. */
  static CSVParser open(Path table) throws FileError {
    try {
      Reader reader = Files.newBufferedReader(table, StandardCharsets.UTF_8);
      reader.mark(1);
      if (reader.read() != '\ufeff') {
        reader.reset();
      }
      return CSVParser.builder().setReader(reader).setFormat(FORMAT).get();
    } catch (IOException e) {
      throw new FileError("cannot read", table, e);
    }
  }

  /**
   * The number of a person: a number is taken as it is, a name is replaced by its hash, which is
   * the same in every run.
   */
  static int person(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // It is a name.
    }
    return text.hashCode() & Integer.MAX_VALUE;
  }
}
