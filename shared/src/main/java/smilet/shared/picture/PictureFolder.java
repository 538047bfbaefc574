package smilet.shared.picture;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import smilet.shared.error.FileError;

/**
 * The pictures of a folder and of its subfolders. Links are followed; a link to a folder above
 * itself is not. What computers leave in folders by themselves is not looked at.
 *
 * @param pictures files whose name says that they are pictures of a format that is read, in the
 *     order of the bytes of their paths
 * @param skipped what is not read, in the same order
 */
public record PictureFolder(List<Path> pictures, List<SkippedFile> skipped) {
  private static final String LEADS_ABOVE = "it leads to a folder that it is in";

  private static final Set<String> OWN_NAMES =
      Set.of(
          "__macosx",
          "thumbs.db",
          "ehthumbs.db",
          "desktop.ini",
          "@eadir",
          "$recycle.bin",
          "system volume information",
          "lost+found");

  /**
   * Lists the pictures of a folder.
   *
   * @throws IOException if the folder itself cannot be listed; subfolders that cannot are skipped
   */
  public static PictureFolder of(Path folder) throws IOException {
    Visitor visitor = new Visitor(folder);
    Files.walkFileTree(
        folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    visitor.pictures.sort(null);
    visitor.skipped.sort(null);
    return new PictureFolder(List.copyOf(visitor.pictures), List.copyOf(visitor.skipped));
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<Path> pictures = new ArrayList<>();
    private final List<SkippedFile> skipped = new ArrayList<>();

    Visitor(Path folder) {
      this.folder = folder;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
        throws IOException {
      if (Files.isSymbolicLink(path) && leadsAbove(path)) {
        skipped.add(new SkippedFile(path, SkippedFile.Kind.LOOP, LEADS_ABOVE));
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (!path.equals(folder) && isComputersOwn(path)) {
        skipped.add(new SkippedFile(path, SkippedFile.Kind.COMPUTERS_OWN, "not looked at"));
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    /** Whether a link leads out of the folder to one that the folder is in. */
    private boolean leadsAbove(Path link) throws IOException {
      return !link.equals(folder) && folder.toRealPath().startsWith(link.toRealPath());
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      Optional<PictureFormat> format = PictureFormat.ofName(path);
      if (isComputersOwn(path)) {
        skipped.add(new SkippedFile(path, SkippedFile.Kind.COMPUTERS_OWN, "not looked at"));
      } else if (attributes.isOther()) {
        skipped.add(
            new SkippedFile(path, SkippedFile.Kind.BROKEN, "it is neither a file nor a folder"));
      } else if (format.isEmpty()) {
        skipped.add(
            new SkippedFile(
                path, SkippedFile.Kind.NO_PICTURE, "its name does not end like a picture's"));
      } else if (format.get().isRead()) {
        pictures.add(path);
      } else {
        skipped.add(new SkippedFile(path, SkippedFile.Kind.OTHER_FORMAT, format.get().remedy()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException fault) throws IOException {
      if (path.equals(folder)) {
        throw fault;
      }
      if (fault instanceof FileSystemLoopException) {
        skipped.add(new SkippedFile(path, SkippedFile.Kind.LOOP, LEADS_ABOVE));
      } else {
        String what = Files.isDirectory(path) ? "it is a folder: " : "";
        skipped.add(new SkippedFile(path, SkippedFile.Kind.BROKEN, what + FileError.reason(fault)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, IOException fault) {
      if (fault != null) {
        skipped.add(new SkippedFile(path, SkippedFile.Kind.BROKEN, FileError.reason(fault)));
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /** Names that begin with a dot, among them ._a.png, .DS_Store and .ipynb_checkpoints, too. */
  private static boolean isComputersOwn(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || OWN_NAMES.contains(name.toLowerCase(Locale.ROOT));
  }
}
