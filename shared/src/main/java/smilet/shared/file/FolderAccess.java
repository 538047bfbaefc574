package smilet.shared.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use the files in a folder that several users share: the same users who may use the
 * folder, whatever the umask of the program that makes a file. A file gets the folder's group, and
 * if root makes it, the folder's owner. Everybody who may read the folder may read its files; the
 * owner and the group may write them if they may write the folder.
 *
 * <p>On file systems without permissions it does nothing. It never follows a link.
 */
public final class FolderAccess {
  private static final Set<PosixFilePermission> READ =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.OTHERS_READ);

  /** Without the others: a store that everybody may write to is a mistake. */
  private static final Set<PosixFilePermission> WRITE =
      EnumSet.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE);

  private FolderAccess() {}

  /** Makes a file of this process as accessible as the folder that it is in. */
  public static void share(Path file) throws IOException {
    Optional<PosixFileAttributes> folder = attributes(file.toAbsolutePath().getParent());
    if (folder.isPresent()) {
      Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
      permissions.addAll(folder.get().permissions());
      permissions.removeIf(permission -> !READ.contains(permission) && !WRITE.contains(permission));
      apply(file, folder.get(), permissions);
    }
  }

  /**
   * The same for a file that is only locked, never read: those who may only read the folder cannot
   * open it, and therefore cannot lock it.
   */
  public static void shareLock(Path file) throws IOException {
    Optional<PosixFileAttributes> folder = attributes(file.toAbsolutePath().getParent());
    if (folder.isPresent()) {
      Set<PosixFilePermission> permissions =
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
      if (folder.get().permissions().contains(PosixFilePermission.GROUP_WRITE)) {
        permissions.add(PosixFilePermission.GROUP_READ);
        permissions.add(PosixFilePermission.GROUP_WRITE);
      }
      apply(file, folder.get(), permissions);
    }
  }

  /** Makes a new folder as accessible as the folder that it is in. */
  public static void shareFolder(Path inner) throws IOException {
    Optional<PosixFileAttributes> folder = attributes(inner.toAbsolutePath().getParent());
    if (folder.isPresent()) {
      apply(inner, folder.get(), folder.get().permissions());
    }
  }

  private static Optional<PosixFileAttributes> attributes(Path path) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    return view == null ? Optional.empty() : Optional.of(view.readAttributes());
  }

  private static void apply(
      Path file, PosixFileAttributes folder, Set<PosixFilePermission> permissions)
      throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributes is = view.readAttributes();
    if (!is.permissions().equals(permissions)) {
      view.setPermissions(permissions);
    }
    // Last, because root may no longer own the file afterwards.
    if (!is.group().equals(folder.group())) {
      attempt(() -> view.setGroup(folder.group()));
    }
    if (!is.owner().equals(folder.owner())) {
      attempt(() -> view.setOwner(folder.owner()));
    }
  }

  private interface Change {
    void make() throws IOException;
  }

  /** Makes a change that only root may make, or only a member of the group. */
  private static void attempt(Change change) {
    try {
      change.make();
    } catch (IOException notPermitted) {
      // The file is then as accessible as its owner can make it.
    }
  }
}
