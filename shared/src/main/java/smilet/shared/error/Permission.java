package smilet.shared.error;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/** Says why somebody may not use a file: who owns it, and what to do about it. */
final class Permission {
  private Permission() {}

  /**
   * What follows "permission denied".
   *
   * @param file that was denied; if it does not exist, its folder has decided
   * @return empty if nothing is known, or if the file is the user's own
   */
  static String denied(Path file) {
    Optional<Path> known = nearest(file.toAbsolutePath());
    if (known.isEmpty()) {
      return "";
    }
    try {
      PosixFileAttributes is =
          Files.readAttributes(known.get(), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String user = System.getProperty("user.name");
      String owner = is.owner().getName();
      if (owner.equals(user)) {
        return "";
      }
      return " (%s belongs to user %s and group %s, you are %s)%s"
          .formatted(known.get(), owner, is.group().getName(), user, remedy(known.get(), is, user));
    } catch (IOException | UnsupportedOperationException unknown) {
      return "";
    }
  }

  private static Optional<Path> nearest(Path file) {
    Path parent = file.getParent();
    boolean inRoot = parent == null || parent.getParent() == null;
    return Optional.of(file)
        .filter(Permission::exists)
        .or(() -> Optional.ofNullable(inRoot ? null : parent).filter(Permission::exists));
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static String remedy(Path known, PosixFileAttributes is, String user) {
    if (known.startsWith(System.getProperty("user.home"))) {
      return "; run sudo chown -R %s %s".formatted(user, known);
    }
    if (is.permissions().contains(PosixFilePermission.GROUP_WRITE)) {
      return "; run sudo usermod -aG %s %s and log in again".formatted(is.group().getName(), user);
    }
    return "; run the command with sudo -u " + is.owner().getName();
  }
}
