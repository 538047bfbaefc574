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
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.picture.PictureFile;
import smilet.shared.picture.PictureFolder;
import smilet.shared.picture.SkippedFile;

/**
 * Loads labelled faces. They may be
 *
 * <ul>
 *   <li>a folder with a table {@value LabelTable#FILE_NAME}, see {@link LabelTable};
 *   <li>a folder with one subfolder per class, smile and not-smile;
 *   <li>a CSV file with the pixels of one face per row, see {@link PixelTable}.
 * </ul>
 *
 * If the labels do not matter, any folder of pictures is enough.
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
    Dataset dataset = read(data, options, true, progress, budgetBytes);
    requireBothClasses(data, options, dataset);
    return dataset;
  }

  /**
   * Loads faces for those who do not need the labels. All faces may be of one class. In a folder
   * without labels every picture is a face, and counts as no smile.
   *
   * @throws UserError if the data cannot be used; the message says why
   */
  public static Dataset loadUnlabelled(Path data, LoadOptions options, Progress progress) {
    return read(data, options, false, progress, PixelStore.usualBudgetBytes());
  }

  private static Dataset read(
      Path data, LoadOptions options, boolean labelled, Progress progress, long budgetBytes) {
    if (!Files.exists(data)) {
      throw new UserError("no such folder or file: " + data);
    }
    try {
      return Files.isDirectory(data)
          ? pictures(data, options, labelled, progress, budgetBytes)
          : PixelTable.load(data, options, budgetBytes);
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
      Path folder, LoadOptions options, boolean labelled, Progress progress, long budgetBytes)
      throws IOException {
    Dataset.Collector collector = new Dataset.Collector(0, budgetBytes);
    List<LabelTable.Entry> entries = entries(folder, options, labelled, collector);
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, entries.size())
        .parallel()
        .forEach(
            i -> {
              LabelTable.Entry entry = entries.get(i);
              try {
                Frame picture = PictureFile.read(entry.file());
                collector.put(i, entry.label(), Picture.of(picture));
              } catch (FileError e) {
                collector.skip(new SkippedFile(entry.file(), SkippedFile.Kind.BROKEN, e.reason()));
              }
              progress.done(done.incrementAndGet(), entries.size());
            });
    Dataset dataset = collector.finish(folder);
    if (!options.skipBroken()) {
      dataset.report().requireNoneBroken();
    }
    return dataset;
  }

  private static List<LabelTable.Entry> entries(
      Path folder, LoadOptions options, boolean labelled, Dataset.Collector collector)
      throws IOException {
    if (Files.exists(folder.resolve(LabelTable.FILE_NAME))) {
      return LabelTable.read(folder, options, collector);
    }
    boolean classes =
        Files.isDirectory(folder.resolve(options.smileName()))
            && Files.isDirectory(folder.resolve(options.otherName()));
    return labelled || classes
        ? classFolders(folder, options, collector)
        : sameLabel(folder, folder, false, collector);
  }

  private static List<LabelTable.Entry> classFolders(
      Path folder, LoadOptions options, Dataset.Collector collector) throws IOException {
    requireFolder(folder, options.smileName());
    requireFolder(folder, options.otherName());
    List<LabelTable.Entry> entries = new ArrayList<>();
    for (String name : List.of(options.smileName(), options.otherName())) {
      boolean smile = name.equals(options.smileName());
      entries.addAll(sameLabel(folder, folder.resolve(name), smile, collector));
    }
    return entries;
  }

  /** All pictures of a folder with the same label. Their names begin at the data's folder. */
  private static List<LabelTable.Entry> sameLabel(
      Path data, Path folder, boolean smile, Dataset.Collector collector) throws IOException {
    PictureFolder found = PictureFolder.of(folder);
    found.skipped().forEach(collector::skip);
    requirePictures(data, folder, found);
    List<LabelTable.Entry> entries = new ArrayList<>();
    for (Path file : found.pictures()) {
      String relative = data.relativize(file).toString();
      entries.add(new LabelTable.Entry(file, new Label(relative, smile, Label.UNKNOWN_PERSON)));
    }
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

  private static void requirePictures(Path data, Path folder, PictureFolder found) {
    if (found.pictures().isEmpty()) {
      LoadReport report = new LoadReport(data, found.skipped(), List.of());
      throw new UserError(
          "folder %s is empty: it must contain pictures, as PNG, JPEG or PGM%s"
              .formatted(folder, report.inBrackets()));
    }
  }

  private static void requireBothClasses(Path data, LoadOptions options, Dataset dataset) {
    if (dataset.smileCount() == 0 || dataset.smileCount() == dataset.size()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s has %d faces, none of them %s: both classes are needed%s",
              data,
              dataset.size(),
              dataset.smileCount() == 0 ? options.smileName() : options.otherName(),
              dataset.report().inBrackets()));
    }
  }
}
