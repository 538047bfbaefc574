package smilet.trainer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.picture.PictureFile;

/**
 * Finds out what the user's DATA is and loads it:
 *
 * <ul>
 *   <li>a folder with a {@value PictureList#FILE_NAME}: a table with the columns file and label,
 *       and person if known; tilted, where 1 marks a copy that was tilted; further columns are
 *       ignored;
 *   <li>a folder with one subfolder a class, smile and not-smile;
 *   <li>a CSV file of pixel rows, see {@link PixelRows}.
 * </ul>
 */
public final class DatasetLoader {
  /** Of the largest heap, how much pixels may take before they go to disk: a third. */
  private static final int HEAP_SHARE = 3;

  private DatasetLoader() {}

  /** Hears how far loading is. Called from several threads. */
  public interface Progress {
    Progress NONE = (done, total) -> {};

    void done(int done, int total);
  }

  /**
   * Loads a data set.
   *
   * @throws UserError where it cannot be used
   */
  public static Dataset load(Path data, LoadOptions options, Progress progress) {
    return load(data, options, progress, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
  }

  /** As above, with pixels beyond {@code budgetBytes} in a temporary file. */
  static Dataset load(Path data, LoadOptions options, Progress progress, long budgetBytes) {
    if (!Files.exists(data)) {
      throw new UserError("no such folder or file: " + data);
    }
    try {
      Dataset dataset;
      if (Files.isDirectory(data)) {
        dataset = pictures(data, options, progress, budgetBytes);
      } else {
        dataset = PixelRows.load(data, options, budgetBytes);
      }
      requireBothClasses(data, options, dataset);
      return dataset;
    } catch (IOException e) {
      throw cannotRead(data, e);
    } catch (UncheckedIOException e) {
      throw cannotRead(data, e.getCause());
    }
  }

  private static UserError cannotRead(Path data, IOException e) {
    return new UserError(FileError.within("cannot read", data, e).getMessage(), e);
  }

  private static Dataset pictures(
      Path folder, LoadOptions options, Progress progress, long budgetBytes) throws IOException {
    List<PictureList.Entry> entries =
        Files.exists(folder.resolve(PictureList.FILE_NAME))
            ? PictureList.read(folder, options)
            : classFolders(folder, options);
    Dataset.Collector collector = new Dataset.Collector(entries.size(), budgetBytes);
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, entries.size())
        .parallel()
        .forEach(
            i -> {
              PictureList.Entry entry = entries.get(i);
              try {
                Frame picture = PictureFile.read(folder.resolve(entry.file()));
                collector.put(i, entry, Picture.of(picture));
              } catch (IOException e) {
                if (!options.skipBroken()) {
                  throw new UserError(e.getMessage() + "; --skip-broken leaves such pictures out");
                }
              }
              progress.done(done.incrementAndGet(), entries.size());
            });
    return collector.finish();
  }

  private static List<PictureList.Entry> classFolders(Path folder, LoadOptions options)
      throws IOException {
    requireFolder(folder, options.smileName());
    requireFolder(folder, options.otherName());
    List<PictureList.Entry> entries = new ArrayList<>();
    addClass(folder, options.smileName(), true, entries);
    addClass(folder, options.otherName(), false, entries);
    return entries;
  }

  private static void requireFolder(Path folder, String name) {
    if (!Files.isDirectory(folder.resolve(name))) {
      throw new UserError(
          "%s has no folder \"%s\" and no %s; --smile-name and --other-name give other names"
              .formatted(folder, name, PictureList.FILE_NAME));
    }
  }

  private static void addClass(
      Path folder, String name, boolean smile, List<PictureList.Entry> entries) throws IOException {
    Path classFolder = folder.resolve(name);
    int before = entries.size();
    try (Stream<Path> files = Files.walk(classFolder)) {
      files
          .filter(PictureFile::hasPictureName)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .forEach(file -> entries.add(new PictureList.Entry(file, smile, -1, false)));
    }
    if (entries.size() == before) {
      throw new UserError(
          "folder %s is empty: it needs PNG, JPEG or PGM pictures".formatted(classFolder));
    }
  }

  private static void requireBothClasses(Path data, LoadOptions options, Dataset dataset) {
    if (dataset.smileCount() == 0 || dataset.smileCount() == dataset.size()) {
      throw new UserError(
          "%s has %d faces, none of them %s: both classes are needed"
              .formatted(
                  data,
                  dataset.size(),
                  dataset.smileCount() == 0 ? options.smileName() : options.otherName()));
    }
  }
}
