package smilet.shared.ready;

import java.util.List;
import java.util.Optional;
import smilet.shared.frame.Grid;

/** All models that come with Smilet, in the order of preference. */
public final class ReadyModels {
  /** What users write for the model that fits best. */
  public static final String ANY = "ready";

  /** The table of the models; its first line is a header. */
  private static final String TABLE = "models.csv";

  private static final List<ReadyModel> ALL =
      Resource.rows(TABLE).stream().map(ReadyModels::model).toList();

  private ReadyModels() {}

  public static List<ReadyModel> all() {
    return ALL;
  }

  /** The model with a name; for {@value #ANY} the first. */
  public static Optional<ReadyModel> named(String name) {
    if (name.equals(ANY)) {
      return ALL.stream().findFirst();
    }
    return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** The first model whose grid has no more columns and rows than the sensor's. */
  public static Optional<ReadyModel> fitting(Grid sensor) {
    return ALL.stream().filter(model -> fits(model.recipe().grid(), sensor)).findFirst();
  }

  private static boolean fits(Grid grid, Grid sensor) {
    return grid.width() <= sensor.width() && grid.height() <= sensor.height();
  }

  private static ReadyModel model(String[] cells) {
    return new ReadyModel(
        cells[0],
        new ReadyModel.Recipe(
            Grid.parse(cells[1]),
            cells[2],
            Integer.parseInt(cells[3]),
            Long.parseLong(cells[4]),
            Integer.parseInt(cells[5]),
            Integer.parseInt(cells[6]),
            Long.parseLong(cells[7])),
        cells[8],
        new ReadyModel.Figures(
            Double.parseDouble(cells[9]),
            Double.parseDouble(cells[10]),
            Double.parseDouble(cells[11]),
            Double.parseDouble(cells[12])));
  }
}
