package smilet.trainer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

/**
 * A table with one face per row: its label, then the person if the second column of the header is
 * called person, then its pixels row by row from the top left, as numbers from 0 (black) to full
 * scale (white, 255 by default). A first row that begins with "label" is a header; the header is
 * optional.
 *
 * <pre>
 * label,person,p0,p1,p2,p3
 * smile,12,0,255,17,30
 * not-smile,3,0,18.5,200,4
 * </pre>
 *
 * <p>Faces are square unless {@link LoadOptions#rowShape} gives another shape. Pixels are kept with
 * 8 bits, or with 16 if full scale is above 255.
 */
final class PixelTable {
  private final Path table;
  private final LoadOptions options;
  private boolean persons;
  private int columns;
  private FrameFormat format;

  private PixelTable(Path table, LoadOptions options) {
    this.table = table;
    this.options = options;
  }

  static Dataset load(Path table, LoadOptions options, long budgetBytes) throws IOException {
    return new PixelTable(table, options).load(budgetBytes);
  }

  private record Row(LabelTable.Entry entry, Picture picture) {}

  private Dataset load(long budgetBytes) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (CSVParser parser = CsvTables.open(table)) {
      Iterator<CSVRecord> records = parser.iterator();
      while (records.hasNext()) {
        CSVRecord record = records.next();
        if (format == null && columns == 0 && record.get(0).equals("label")) {
          persons = record.size() > 1 && record.get(1).equals("person");
          columns = record.size();
        } else {
          rows.add(row(record, parser.getCurrentLineNumber()));
        }
      }
    } catch (UncheckedIOException e) {
      throw new UserError(FileError.within("cannot read", table, e.getCause()).getMessage(), e);
    }
    Dataset.Collector collector = new Dataset.Collector(rows.size(), budgetBytes);
    for (int i = 0; i < rows.size(); i++) {
      collector.put(i, rows.get(i).entry(), rows.get(i).picture());
    }
    return collector.finish();
  }

  private Row row(CSVRecord record, long line) {
    String where = String.format(Locale.ROOT, "%s line %d", table, line);
    int first = persons ? 2 : 1;
    if (columns == 0) {
      columns = record.size();
    }
    if (record.size() != columns) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s has %d values, but the lines before it have %d",
              where,
              record.size(),
              columns));
    }
    if (format == null) {
      format = format(columns - first, where);
    }
    boolean smile = options.smile(record.get(0), where);
    Frame frame = new Frame(format);
    for (int i = 0; i < format.pixelCount(); i++) {
      frame.pixels()[i] = pixel(record.get(first + i), i, where);
    }
    int person = persons ? CsvTables.person(record.get(1)) : -1;
    return new Row(new LabelTable.Entry("line " + line, smile, person, false), Picture.of(frame));
  }

  private FrameFormat format(int pixels, String where) {
    int bits = options.fullScale() > 255 ? 16 : 8;
    if (options.rowShape().isPresent()) {
      Grid shape = options.rowShape().get();
      if (shape.cellCount() != pixels) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "%s has %d pixels, but %s needs %d",
                where,
                pixels,
                shape,
                shape.cellCount()));
      }
      return new FrameFormat(shape.width(), shape.height(), bits);
    }
    int side = (int) Math.round(Math.sqrt(pixels));
    if (side * side != pixels || side < 1 || side > Grid.MAX_SIDE) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s has %d pixels, which is not a square with a side of 1 to %d; give the size with"
                  + " --rows",
              where,
              pixels,
              Grid.MAX_SIDE));
    }
    return new FrameFormat(side, side, bits);
  }

  private char pixel(String text, int index, String where) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UserError(
          String.format(
              Locale.ROOT, "%s: pixel %d must be a number, was \"%s\"", where, index, text));
    }
    if (!(value >= 0 && value <= options.fullScale())) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              ("%s: pixel %d must be 0 to %s, was %s; if white has another value, give it with"
                  + " --full-scale"),
              where,
              index,
              plain(options.fullScale()),
              text));
    }
    return (char) Math.rint(value * format.fullScale() / options.fullScale());
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
