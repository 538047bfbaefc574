package smilet.shared.file;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;
import smilet.shared.error.FileError;

/**
 * Writes a file completely or not at all: the content goes to a temporary file in the same folder,
 * which is synced and renamed over the old file; then the folder is synced. If a step fails, the
 * old file is unchanged and the temporary file is deleted; only a power cut can leave it behind.
 *
 * <p>A symbolic link stays, and the file that it names is replaced. A file that is replaced keeps
 * its permissions.
 */
public final class AtomicFile {
  /** The ending of the temporary files' names. */
  public static final String PART = ".part";

  /** As many as Linux follows. */
  private static final int MAX_LINKS = 40;

  private AtomicFile() {}

  /**
   * Creates or replaces a file.
   *
   * @throws IOException in one line that names the file and says why it cannot be written
   */
  public static void write(Path target, byte[] content) throws IOException {
    write(Disk.REAL, target, content);
  }

  /** {@link #write(Path, byte[])}; a new file gets the permissions of {@code model}. */
  public static void write(Path target, byte[] content, Path model) throws IOException {
    write(Disk.REAL, target, content, model);
  }

  /** {@link #write(Path, byte[])} on the given disk. */
  public static void write(Disk disk, Path target, byte[] content) throws IOException {
    write(disk, target, content, target);
  }

  /** {@link #write(Path, byte[], Path)} on the given disk. */
  public static void write(Disk disk, Path target, byte[] content, Path model) throws IOException {
    Path absolute;
    try {
      absolute = followed(target);
    } catch (FileSystemLoopException loop) {
      throw new FileError("cannot write", target, loop);
    }
    if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
      throw new IOException("cannot write " + target + ": it is not a regular file");
    }
    replace(
        disk,
        target,
        absolute,
        content,
        part -> keepPermissions(Files.exists(absolute) ? absolute : model, part));
  }

  /**
   * {@link #write(Disk, Path, byte[])} in a folder that several users share: the file is accessible
   * as {@link FolderAccess} says, and a symbolic link, which another user may have put there, is
   * replaced and not followed.
   */
  public static void writeShared(Disk disk, Path target, byte[] content) throws IOException {
    replace(disk, target, target.toAbsolutePath(), content, FolderAccess::share);
  }

  /** Sets the permissions of the temporary file. */
  private interface Permissions {
    void set(Path part) throws IOException;
  }

  private static void replace(
      Disk disk, Path target, Path absolute, byte[] content, Permissions permissions)
      throws IOException {
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException("cannot write " + target + ": it is not a regular file");
    }
    Path part = part(absolute);
    try {
      disk.write(part, content);
      permissions.set(part);
      disk.sync(part);
      disk.rename(part, absolute);
      disk.sync(folder);
    } catch (IOException fault) {
      try {
        disk.delete(part);
      } catch (IOException second) {
        fault.addSuppressed(second);
      }
      throw new FileError("cannot write", target, fault);
    }
  }

  /** A name for a temporary file beside a file, which nobody can foresee. */
  public static Path part(Path file) {
    return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + PART);
  }

  /**
   * The file that a path names after all its symbolic links; it need not exist.
   *
   * @throws FileSystemLoopException if the links lead back to themselves
   */
  static Path followed(Path path) throws IOException {
    Path file = path.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(file); links++) {
      if (links == MAX_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    return file;
  }

  private static void keepPermissions(Path old, Path part) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(part, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view != null && Files.exists(old)) {
      view.setPermissions(Files.getPosixFilePermissions(old));
    }
  }
}
