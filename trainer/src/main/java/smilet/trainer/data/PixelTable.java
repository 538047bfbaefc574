package smilet.trainer.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

/**
 * A table with one face per row. Its columns are label, perhaps person, and the pixels row by row
 * from the top left, as numbers from 0 (black) to full scale (white, 255 by default). The header is
 * optional; without one, the first column is the label and the others are pixels. {@link
 * PixelColumns} says what else a header may name.
 *
 * <pre>
 * label,person,p0,p1,p2,p3
 * smile,12,0,255,17,30
 * not-smile,3,0,18.5,200,4
 * </pre>
 *
 * <p>The form of fer2013 is read, too: a column emotion, of which 3 (happy) is a smile and every
 * other number is not, unless the options name the labels, and a column pixels.
 *
 * <p>Faces are square unless {@link LoadOptions#rowShape} gives another shape. Pixels are kept with
 * 8 bits, or with 16 if full scale is above 255. If even the brightest pixel of the table is darker
 * than 1/64 of full scale, full scale is most probably another, and the table is refused.
 */
final class PixelTable {
  private static final double DARKEST_TABLE = 1.0 / 64;

  /** Usual full scales, for the message. */
  private static final int[] FULL_SCALES = {1, 3, 7, 15, 31, 63, 100, 255, 1023, 4095, 16383};

  private final Path path;
  private final LoadOptions options;
  private final CsvTable table;
  private PixelColumns columns;
  private FrameFormat format;
  private double brightest;

  private PixelTable(Path path, LoadOptions options, CsvTable table) {
    this.path = path;
    this.options = options;
    this.table = table;
  }

  static Dataset load(Path path, LoadOptions options, long budgetBytes) throws IOException {
    try (CsvTable table = CsvTable.open(path)) {
      return new PixelTable(path, options, table).load(budgetBytes);
    }
  }

  private Dataset load(long budgetBytes) {
    Dataset.Collector collector = new Dataset.Collector(0, budgetBytes);
    table.note().ifPresent(collector::warn);
    int count = 0;
    for (Optional<List<String>> row = table.next(); row.isPresent(); row = table.next()) {
      if (columns == null && PixelColumns.isHeader(row.get())) {
        columns = PixelColumns.ofHeader(row.get(), table.where());
        if (isFer()) {
          collector.warn("emotion 3 (happy) is read as a smile, every other emotion as not");
        }
      } else {
        add(row.get(), count++, collector);
      }
    }
    if (count > 0 && brightest < options.fullScale() * DARKEST_TABLE) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              ("%s: no pixel is above %s, but white is %s; say what white is, for example with"
                  + " --full-scale %d"),
              path,
              plain(brightest),
              plain(options.fullScale()),
              likelyFullScale()));
    }
    return collector.finish(path);
  }

  private int likelyFullScale() {
    return IntStream.of(FULL_SCALES).filter(scale -> scale >= brightest).findFirst().orElse(65535);
  }

  private boolean isFer() {
    return columns.emotion()
        && options.smileName().equals(LoadOptions.DEFAULT.smileName())
        && options.otherName().equals(LoadOptions.DEFAULT.otherName());
  }

  private void add(List<String> row, int index, Dataset.Collector collector) {
    if (columns == null) {
      requireNoHeader(row);
      columns = PixelColumns.withoutHeader(row);
    }
    if (row.size() != columns.count()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s has %d values, but the lines before it have %d",
              table.where(),
              row.size(),
              columns.count()));
    }
    boolean smile = smile(row.get(columns.label()));
    List<String> pixels = columns.pixelsOf(row);
    if (format == null) {
      format = format(pixels.size(), table.where());
    }
    if (pixels.size() != format.pixelCount()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s has %d pixels, but the lines before it have %d",
              table.where(),
              pixels.size(),
              format.pixelCount()));
    }
    Frame frame = new Frame(format);
    for (int i = 0; i < format.pixelCount(); i++) {
      frame.pixels()[i] = pixel(pixels.get(i), i, table.where());
    }
    int person = Label.person(CsvTable.cell(row, columns.person()));
    collector.put(index, new Label("line " + table.line(), smile, person), Picture.of(frame));
  }

  /** Refuses a header that does not name the label. */
  private void requireNoHeader(List<String> row) {
    boolean label =
        row.getFirst().equals(options.smileName()) || row.getFirst().equals(options.otherName());
    if (!label && row.stream().skip(1).noneMatch(this::isNumber)) {
      throw new UserError(
          table.where()
              + " has no column \"label\"; a header must have label, may have person, and then has"
              + " one column per pixel");
    }
  }

  private boolean isNumber(String text) {
    try {
      return !Double.isNaN(table.number(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private boolean smile(String label) {
    boolean emotion = isFer() && label.matches("[0-6]");
    return emotion ? label.equals(PixelColumns.HAPPY) : options.smile(label, table.where());
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
              "%s has %d pixels, which is not a square with a side of 1 to %d; give the size with --rows",
              where,
              pixels,
              Grid.MAX_SIDE));
    }
    return new FrameFormat(side, side, bits);
  }

  private char pixel(String text, int index, String where) {
    double value;
    try {
      value = table.number(text);
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
    brightest = Math.max(brightest, value);
    return (char) Math.rint(value * format.fullScale() / options.fullScale());
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
