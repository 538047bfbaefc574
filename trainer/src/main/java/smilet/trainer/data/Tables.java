package smilet.trainer.data;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import smilet.shared.error.FileError;

/** What the tables of pictures and of pixels have in common. */
final class Tables {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setTrim(true).setIgnoreEmptyLines(true).get();

  private Tables() {}

  /** Opens a table; a mark of the byte order at its head is passed over. */
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
   * The number for a person: a number as it is, anything else by its hash, so that it is the same
   * in every run.
   */
  static int person(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // A name, then.
    }
    return text.hashCode() & Integer.MAX_VALUE;
  }
}
