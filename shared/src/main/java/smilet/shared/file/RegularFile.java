package smilet.shared.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * Opens files in folders that other users can write to as well. What is not a regular file is
 * refused: a symbolic link could lead to a file of somebody else, and a named pipe could keep the
 * program waiting for ever.
 */
public final class RegularFile {
  private RegularFile() {}

  /**
   * Opens a file. With {@link StandardOpenOption#CREATE} it need not exist.
   *
   * @throws NotRegularException if it is not a regular file; the reason says what it is
   */
  public static FileChannel open(Path file, OpenOption... options) throws IOException {
    Set<OpenOption> all = new HashSet<>(Set.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      requireRegular(file);
    }
    return FileChannel.open(file, all);
  }

  /** Reads at most {@code most} bytes of a file. */
  public static byte[] read(Path file, int most) throws IOException {
    try (InputStream in = Channels.newInputStream(open(file, StandardOpenOption.READ))) {
      return in.readNBytes(most);
    }
  }

  private static void requireRegular(Path file) throws IOException {
    BasicFileAttributes is =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!is.isRegularFile()) {
      String kind =
          is.isSymbolicLink() ? "a link" : is.isDirectory() ? "a folder" : "a pipe or a device";
      throw new NotRegularException(file, "it is " + kind + ", not a regular file; delete it");
    }
  }

  /** There is something in the place of a regular file. */
  public static final class NotRegularException extends FileSystemException {
    private static final long serialVersionUID = 1;

    private NotRegularException(Path file, String reason) {
      super(file.toString(), null, reason);
    }
  }
}
