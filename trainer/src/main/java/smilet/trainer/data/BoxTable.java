package smilet.trainer.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/**
 * Where the faces of pictures are: a table with one face per row and the columns file, x, y and
 * either side or both width and height, in pixels from the upper left corner. A picture may have
 * several rows. In a column label, which may be absent or empty, a row says whether the face
 * smiles.
 */
public final class BoxTable {
  private BoxTable() {}

  /**
   * A face in a picture.
   *
   * @param x column of the box's left side
   * @param y row of its upper side
   * @param width above 0
   * @param height above 0
   * @param smile whether the face smiles, if the table says so
   */
  public record Row(double x, double y, double width, double height, Optional<Boolean> smile) {}

  /**
   * Reads a table: the faces of each file that has any, in order.
   *
   * @throws UserError if it is no such table; the message names the line
   */
  public static Map<String, List<Row>> read(Path path) throws FileError {
    try (CsvTable table = CsvTable.open(path)) {
      List<String> header = table.next().orElse(List.of());
      Columns columns = Columns.of(header, path);
      Map<String, List<Row>> rows = new LinkedHashMap<>();
      for (Optional<List<String>> row = table.next(); row.isPresent(); row = table.next()) {
        String file = cell(row.get(), columns.file(), table);
        rows.computeIfAbsent(file, _ -> new ArrayList<>()).add(columns.row(row.get(), table));
      }
      return rows;
    } catch (IOException e) {
      throw new FileError("cannot read", path, e);
    }
  }

  private record Columns(int file, int x, int y, int width, int height, int label) {
    static Columns of(List<String> header, Path path) {
      int side = CsvTable.column(header, "side");
      int width = CsvTable.column(header, "width");
      int height = CsvTable.column(header, "height");
      Columns columns =
          new Columns(
              CsvTable.column(header, "file"),
              CsvTable.column(header, "x"),
              CsvTable.column(header, "y"),
              width < 0 ? side : width,
              height < 0 ? side : height,
              CsvTable.column(header, "label"));
      if (columns.file < 0
          || columns.x < 0
          || columns.y < 0
          || columns.width < 0
          || columns.height < 0) {
        throw new UserError(
            ("%s must begin with a row that names its columns: file,x,y,side or"
                    + " file,x,y,width,height")
                .formatted(path));
      }
      return columns;
    }

    Row row(List<String> cells, CsvTable table) {
      Row row =
          new Row(
              number(cells, x, table),
              number(cells, y, table),
              number(cells, width, table),
              number(cells, height, table),
              smile(label < 0 || label >= cells.size() ? "" : cells.get(label), table));
      if (!(row.width > 0) || !(row.height > 0)) {
        throw new UserError("%s: a box must be wider and higher than 0".formatted(table.where()));
      }
      return row;
    }
  }

  private static Optional<Boolean> smile(String cell, CsvTable table) {
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    UserError.require(
        cell.equals(LoadOptions.SMILE) || cell.equals(LoadOptions.NOT_SMILE),
        table.where() + ": the label",
        LoadOptions.SMILE + " or " + LoadOptions.NOT_SMILE,
        cell);
    return Optional.of(cell.equals(LoadOptions.SMILE));
  }

  private static String cell(List<String> row, int column, CsvTable table) {
    if (column >= row.size()) {
      throw new UserError("%s has too few cells".formatted(table.where()));
    }
    return row.get(column);
  }

  private static double number(List<String> row, int column, CsvTable table) {
    String cell = cell(row, column, table);
    try {
      double number = table.number(cell);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Falls through to the one message.
    }
    throw new UserError("%s: \"%s\" is no number".formatted(table.where(), cell));
  }
}
