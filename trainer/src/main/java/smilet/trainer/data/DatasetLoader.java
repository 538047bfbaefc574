package smilet.trainer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.picture.PictureFile;

/**
 * Loads labelled faces. They may be
 *
 * <ul>
 *   <li>a folder with a table {@value LabelTable#FILE_NAME}, see {@link LabelTable};
 *   <li>a folder with one subfolder per class, smile and not-smile;
 *   <li>a CSV file with the pixels of one face per row, see {@link PixelTable}.
 * </ul>
 */
public final class DatasetLoader {
  private DatasetLoader() {}

  /** Is told how many pictures are done. Called by several threads. */
  public interface Progress {
    Progress NONE = (done, total) -> {};

    void done(int done, int total);
  }

  /**
   * Loads a data set.
   *
   * @throws UserError if it cannot be used; the message says why
   */
  public static Dataset load(Path data, LoadOptions options, Progress progress) {
    return load(data, options, progress, PixelStore.usualBudgetBytes());
  }

  /** The same, but with pixels beyond {@code budgetBytes} in a temporary file. */
  static Dataset load(Path data, LoadOptions options, Progress progress, long budgetBytes) {
    if (!Files.exists(data)) {
      throw new UserError("no such folder or file: " + data);
    }
    try {
      Dataset dataset;
      if (Files.isDirectory(data)) {
        dataset = pictures(data, options, progress, budgetBytes);
      } else {
        dataset = PixelTable.load(data, options, budgetBytes);
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
    List<LabelTable.Entry> entries =
        Files.exists(folder.resolve(LabelTable.FILE_NAME))
            ? LabelTable.read(folder, options)
            : classFolders(folder, options);
    Dataset.Collector collector = new Dataset.Collector(entries.size(), budgetBytes);
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, entries.size())
        .parallel()
        .forEach(
            i -> {
              LabelTable.Entry entry = entries.get(i);
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

  private static List<LabelTable.Entry> classFolders(Path folder, LoadOptions options)
      throws IOException {
    requireFolder(folder, options.smileName());
    requireFolder(folder, options.otherName());
    List<LabelTable.Entry> entries = new ArrayList<>();
    addClass(folder, options.smileName(), true, entries);
    addClass(folder, options.otherName(), false, entries);
    return entries;
  }

  private static void requireFolder(Path folder, String name) {
    if (!Files.isDirectory(folder.resolve(name))) {
      throw new UserError(
          ("%s has no folder \"%s\" and no %s; if the labels have other names, give them with"
                  + " --smile-name and --other-name")
              .formatted(folder, name, LabelTable.FILE_NAME));
    }
  }

  private static void addClass(
      Path folder, String name, boolean smile, List<LabelTable.Entry> entries) throws IOException {
    Path classFolder = folder.resolve(name);
    int before = entries.size();
    try (Stream<Path> files = Files.walk(classFolder)) {
      files
          .filter(PictureFile::hasPictureName)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .forEach(file -> entries.add(new LabelTable.Entry(file, smile, -1, false)));
    }
    if (entries.size() == before) {
      throw new UserError(
          "folder %s is empty: it must contain PNG, JPEG or PGM pictures".formatted(classFolder));
    }
  }

  private static void requireBothClasses(Path data, LoadOptions options, Dataset dataset) {
    if (dataset.smileCount() == 0 || dataset.smileCount() == dataset.size()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s has %d faces, none of them %s: both classes are needed",
              data,
              dataset.size(),
              dataset.smileCount() == 0 ? options.smileName() : options.otherName()));
    }
  }
}
