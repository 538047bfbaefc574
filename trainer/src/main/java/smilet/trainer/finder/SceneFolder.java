package smilet.trainer.finder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.picture.PictureFile;
import smilet.shared.picture.PictureFolder;
import smilet.shared.picture.WholePicture;
import smilet.trainer.data.BoxTable;
import smilet.trainer.data.DatasetLoader.Progress;
import smilet.trainer.data.LoadOptions;
import smilet.trainer.data.NewFolder;
import smilet.trainer.heads.GreyPng;

/**
 * Pictures and the boxes of their faces in a folder: the pictures, and a table {@value #TABLE}, see
 * {@link BoxTable}. A picture without a row has no face.
 */
public final class SceneFolder {
  /** The table's name. */
  public static final String TABLE = "boxes.csv";

  private SceneFolder() {}

  /**
   * Reads all pictures. They are shrunk as {@link PictureFile#readWhole} says, and their boxes with
   * them.
   *
   * @param table where the boxes are, if not in {@value #TABLE} in the folder
   * @throws UserError if there is no picture, or the table names a file that is none
   */
  public static List<Scene> read(Path folder, Optional<Path> table, Progress progress)
      throws FileError {
    if (!Files.isDirectory(folder)) {
      throw new UserError("no such folder: " + folder);
    }
    Path boxes = table.orElse(folder.resolve(TABLE));
    Map<String, List<BoxTable.Row>> faces = new HashMap<>(BoxTable.read(boxes));
    List<Path> files = pictures(folder);
    AtomicInteger done = new AtomicInteger();
    List<Scene> scenes =
        IntStream.range(0, files.size())
            .parallel()
            .mapToObj(
                i -> {
                  String name = folder.relativize(files.get(i)).toString();
                  Scene scene = scene(files.get(i), name, faces.getOrDefault(name, List.of()));
                  progress.done(done.incrementAndGet(), files.size());
                  return scene;
                })
            .toList();
    scenes.forEach(scene -> faces.remove(scene.name()));
    if (!faces.isEmpty()) {
      throw new UserError(
          "%s names %s, which is no picture in %s"
              .formatted(
                  boxes, faces.keySet().stream().sorted().findFirst().orElseThrow(), folder));
    }
    return scenes;
  }

  private static List<Path> pictures(Path folder) throws FileError {
    try {
      List<Path> files = PictureFolder.of(folder).pictures();
      if (files.isEmpty()) {
        throw new UserError("there is no picture in " + folder);
      }
      return files;
    } catch (IOException e) {
      throw FileError.within("cannot read", folder, e);
    }
  }

  private static Scene scene(Path file, String name, List<BoxTable.Row> rows) {
    try {
      WholePicture picture = PictureFile.readWhole(file);
      double scale = 1 / picture.factor();
      List<Box> boxes = new ArrayList<>();
      List<Optional<Boolean>> smiles = new ArrayList<>();
      for (BoxTable.Row row : rows) {
        smiles.add(row.smile());
        boxes.add(
            new Box(row.x() * scale, row.y() * scale, row.width() * scale, row.height() * scale));
      }
      return new Scene(name, picture.frame(), boxes, smiles);
    } catch (FileError e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /**
   * Writes scenes into a new folder.
   *
   * @param count how many, 1 or more
   * @throws UserError if the folder exists and is not empty
   */
  public static void write(Path folder, Scenes scenes, int count, Progress progress)
      throws FileError {
    try {
      NewFolder.require(folder);
      Files.createDirectories(folder);
      StringBuilder table = new StringBuilder("file,x,y,side,label\n");
      for (int i = 0; i < count; i++) {
        Scene scene = scenes.scene(i);
        Files.write(folder.resolve(scene.name()), png(scene.picture()));
        for (int face = 0; face < scene.faces().size(); face++) {
          Box box = scene.faces().get(face);
          String label =
              scene
                  .smiles()
                  .get(face)
                  .map(smile -> smile ? LoadOptions.SMILE : LoadOptions.NOT_SMILE)
                  .orElse("");
          table.append(
              String.format(
                  Locale.ROOT,
                  "%s,%.1f,%.1f,%.1f,%s\n",
                  scene.name(),
                  box.x(),
                  box.y(),
                  box.width(),
                  label));
        }
        progress.done(i + 1, count);
      }
      Files.writeString(folder.resolve(TABLE), table);
    } catch (IOException e) {
      throw FileError.within("cannot write scenes into", folder, e);
    }
  }

  private static byte[] png(Frame picture) {
    byte[] greys = new byte[picture.pixels().length];
    for (int i = 0; i < greys.length; i++) {
      greys[i] = (byte) picture.pixels()[i];
    }
    return GreyPng.encode(greys, picture.format().width());
  }
}
