package smilet.trainer.data;

import java.io.Closeable;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/**
 * A table as programs write it, row by row. The separator is the tab, the semicolon or the comma,
 * whichever of them, in this order, is in the first row outside of quotes. Cells have no blanks
 * around them. Rows without a filled cell are left out, and so are empty cells after the last
 * column that has a name, or a value in the first row.
 */
final class CsvTable implements Closeable {
  /** The longest row: a face of 128x128 pixels with up to 60 characters each. */
  static final int MAX_ROW_CHARS = 1_000_000;

  private static final String SEPARATORS = "\t;,";

  private final Path path;
  private final TableText text;
  private final RowLimit limit;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final boolean decimalComma;
  private final int linesBefore;
  private long line;

  /** How many cells the first row has; -1 before it is read. */
  private int width = -1;

  private CsvTable(Path path, TableText text, RowLimit limit) throws IOException {
    this.path = path;
    this.text = text;
    this.limit = limit;
    limit.mark(MAX_ROW_CHARS);
    String first = firstLine(limit);
    boolean named = first.toLowerCase(Locale.ROOT).startsWith("sep=") && first.length() == 5;
    if (!named) {
      limit.reset();
    }
    char separator = named ? first.charAt(4) : separator(first);
    this.linesBefore = named ? 1 : 0;
    this.decimalComma = separator != ',';
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator)
            .setTrim(true)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    limit.begin();
    this.parser = CSVParser.builder().setReader(limit).setFormat(format).get();
    this.records = parser.iterator();
  }

  /**
   * Opens a table.
   *
   * @throws UserError if it is not text
   */
  static CsvTable open(Path path) throws FileError {
    try {
      TableText text = TableText.of(path);
      return new CsvTable(path, text, new RowLimit(text.open(path)));
    } catch (IOException e) {
      throw new FileError("cannot read", path, e);
    }
  }

  /** What the user should know about how the table was read. */
  Optional<String> note() {
    return text.note();
  }

  /**
   * The next row, or nothing after the last one.
   *
   * @throws UserError if it cannot be read
   */
  Optional<List<String>> next() {
    try {
      while (records.hasNext()) {
        limit.begin();
        List<String> cells = records.next().toList();
        line = parser.getCurrentLineNumber() + linesBefore;
        int filled = cells.size();
        while (filled > 0 && cells.get(filled - 1).isEmpty()) {
          filled--;
        }
        if (filled > 0) {
          width = width < 0 ? filled : width;
          return Optional.of(cells.subList(0, Math.max(filled, Math.min(width, cells.size()))));
        }
      }
      return Optional.empty();
    } catch (UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  private UserError unreadable(UncheckedIOException e) {
    long behind = parser.getCurrentLineNumber() + linesBefore;
    String reason =
        switch (e.getCause()) {
          case CharacterCodingException _ -> "it is not text in " + text.charset();
          case IOException fault -> FileError.reason(fault);
        };
    return new UserError(
        String.format(Locale.ROOT, "cannot read %s after line %d: %s", path, behind, reason), e);
  }

  /** Where the row that was read last is, for messages: "faces.csv line 7". */
  String where() {
    return String.format(Locale.ROOT, "%s line %d", path, line);
  }

  /** The line of the row that was read last. A cell may have line breaks, then it is the last. */
  long line() {
    return line;
  }

  /**
   * The number in a cell. Unless commas separate cells, it may have a decimal comma.
   *
   * @throws NumberFormatException if it is none
   */
  double number(String cell) {
    boolean comma = decimalComma || cell.indexOf('.') < 0;
    return Double.parseDouble(comma ? cell.replace(',', '.') : cell);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** The content of a cell; empty if the column is -1, which is none. */
  static String cell(List<String> row, int column) {
    return column < 0 ? "" : row.get(column);
  }

  /** The column of a header that has this name, in small or capital letters, or -1. */
  static int column(List<String> header, String name) {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private static String firstLine(Reader reader) throws IOException {
    StringBuilder line = new StringBuilder();
    boolean quoted = false;
    int next = reader.read();
    while (next >= 0 && (quoted || (next != '\n' && next != '\r') || line.toString().isBlank())) {
      quoted ^= next == '"';
      line.append((char) next);
      next = line.length() < MAX_ROW_CHARS ? reader.read() : -1;
    }
    return line.toString().stripLeading();
  }

  private static char separator(String line) {
    String outside = line.replaceAll("\"[^\"]*\"", "");
    for (int i = 0; i < SEPARATORS.length(); i++) {
      if (outside.indexOf(SEPARATORS.charAt(i)) >= 0) {
        return SEPARATORS.charAt(i);
      }
    }
    return ',';
  }

  /** Ends reading when a row is too long, before it fills the memory. */
  private static final class RowLimit extends FilterReader {
    private long left = MAX_ROW_CHARS;

    RowLimit(Reader in) {
      super(in);
    }

    /** Begins a new row. The parser reads ahead by its buffer, so the limit is not exact. */
    void begin() {
      left = MAX_ROW_CHARS;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(1);
      return next;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(count);
      return count;
    }

    private void count(int count) throws IOException {
      left -= count;
      if (left < 0) {
        throw new IOException(
            String.format(
                    Locale.ROOT,
                    "a row is longer than %,d characters; a row is one face, and a quote that opens a cell",
                    MAX_ROW_CHARS)
                + " must be closed");
      }
    }
  }
}
