package smilet.trainer.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import smilet.shared.error.UserError;

/**
 * Which column of a {@link PixelTable} is what.
 *
 * @param label the column of the label
 * @param person the column of the person, -1 if there is none
 * @param pixels the columns of the pixels, one each; or one column that has all pixels, separated
 *     by blanks
 * @param together whether one column has all pixels
 * @param emotion whether labels are the emotions of fer2013
 * @param count how many columns a row has
 */
record PixelColumns(
    int label, int person, List<Integer> pixels, boolean together, boolean emotion, int count) {
  /** The number of happy faces in fer2013. Its numbers are 0 to 6. */
  static final String HAPPY = "3";

  /** Whether a row is a header. */
  static boolean isHeader(List<String> row) {
    return CsvTable.column(row, "label") >= 0 || CsvTable.column(row, "emotion") >= 0;
  }

  /**
   * The columns that a header names. Columns called label (or emotion, as in fer2013) and person
   * are what they are called. If there is a column pixels, it has all pixels, and other columns are
   * ignored. Otherwise all other columns are pixels, except one without a name or called "Unnamed:
   * 0", which is the row's number.
   *
   * @param where for the message
   */
  static PixelColumns ofHeader(List<String> header, String where) {
    if (CsvTable.column(header, "file") >= 0) {
      throw new UserError(
          where + " is the header of a table of pictures; give the folder it is in instead");
    }
    int label = CsvTable.column(header, "label");
    boolean emotion = label < 0;
    if (emotion) {
      label = CsvTable.column(header, "emotion");
    }
    int person = CsvTable.column(header, "person");
    int together = CsvTable.column(header, "pixels");
    if (together >= 0) {
      return new PixelColumns(label, person, List.of(together), true, emotion, header.size());
    }
    List<Integer> pixels = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).toLowerCase(Locale.ROOT);
      if (i != label && i != person && !name.isEmpty() && !name.startsWith("unnamed:")) {
        pixels.add(i);
      }
    }
    return new PixelColumns(label, person, pixels, false, emotion, header.size());
  }

  /** The columns of a table without a header: the label, then the pixels. */
  static PixelColumns withoutHeader(List<String> row) {
    List<Integer> pixels = new ArrayList<>();
    for (int i = 1; i < row.size(); i++) {
      pixels.add(i);
    }
    return new PixelColumns(0, -1, pixels, false, false, row.size());
  }

  /** The pixels of a row, as text. */
  List<String> pixelsOf(List<String> row) {
    if (together) {
      return List.of(row.get(pixels.getFirst()).split("\\s+"));
    }
    List<String> texts = new ArrayList<>(pixels.size());
    for (int column : pixels) {
      texts.add(row.get(column));
    }
    return texts;
  }
}
