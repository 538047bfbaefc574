package smilet.trainer.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import smilet.shared.error.FileError;
import smilet.shared.file.Disk;

/**
 * Writes a folder of text files as a whole. The files go to a temporary folder beside it, which is
 * renamed at the end. An earlier export that is in the way is renamed first and deleted last, so
 * that at every moment the folder is whole or absent.
 */
final class LibraryFolder {
  /** Every exported file contains it. */
  private static final String MARK = "smilet export";

  private final Path folder;

  LibraryFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Creates or replaces the folder.
   *
   * @param files path in the folder, with "/" between its names, to content
   * @throws IOException in one line that names the folder and says why it cannot be written
   */
  void write(Map<String, String> files) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    if (target.getParent() == null) {
      throw new IOException("cannot write " + folder + ": it is the root of the file system");
    }
    requireAbsentOrOurs(target);
    Path part = beside(target, "part");
    Path old = beside(target, "old");
    try {
      writeAll(part, files);
      replace(target, part, old);
      Disk.REAL.sync(target.getParent());
      deleteTree(old);
    } catch (IOException fault) {
      try {
        deleteTree(part);
      } catch (IOException second) {
        fault.addSuppressed(second);
      }
      throw new IOException("cannot write " + folder + ": " + FileError.reason(fault), fault);
    }
  }

  /** Puts the new folder into place; if that fails, the old one is put back. */
  private static void replace(Path target, Path part, Path old) throws IOException {
    if (!Files.exists(target)) {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException fault) {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      throw fault;
    }
  }

  private static Path beside(Path target, String ending) {
    return target.resolveSibling(
        String.format(
            Locale.ROOT, ".%s.%d.%s", target.getFileName(), ProcessHandle.current().pid(), ending));
  }

  private static void writeAll(Path part, Map<String, String> files) throws IOException {
    Files.createDirectory(part);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = part.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Disk.REAL.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
      Disk.REAL.sync(path);
    }
    for (Path directory : list(part, true)) {
      Disk.REAL.sync(directory);
    }
  }

  /** Nothing that a user may have written is ever deleted. */
  private void requireAbsentOrOurs(Path target) throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("cannot write " + folder + ": it is not a folder");
    }
    try {
      for (Path file : list(target, false)) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !isMarked(file)) {
          throw new DirectoryNotEmptyException(folder.toString());
        }
      }
    } catch (DirectoryNotEmptyException foreign) {
      throw new IOException(
          "cannot write "
              + folder
              + ": it contains files that no export wrote; name another folder, or remove it",
          foreign);
    } catch (IOException fault) {
      throw new IOException("cannot read " + folder + ": " + FileError.reason(fault), fault);
    }
  }

  private static boolean isMarked(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARK);
  }

  /** All folders below and including one, or all of its other files. */
  private static List<Path> list(Path root, boolean folders) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) == folders)
          .toList();
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> tree = Files.walk(root)) {
      paths = new ArrayList<>(tree.toList());
    }
    paths.sort(Comparator.reverseOrder());
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
