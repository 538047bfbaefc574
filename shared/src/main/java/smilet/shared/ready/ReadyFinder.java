package smilet.shared.ready;

import java.util.List;
import java.util.Optional;
import smilet.shared.file.FinderFile;
import smilet.shared.file.MalformedModelException;

/**
 * A face finder that comes with Smilet.
 *
 * @param name what users call it, for example finder-4k
 * @param contentHash the SHA-256 of its file, 64 hexadecimal digits
 */
public record ReadyFinder(String name, String contentHash) {
  /** The table of the finders; its first line is a header. */
  private static final String TABLE = "finders.csv";

  private static final List<ReadyFinder> ALL =
      Resource.rows(TABLE).stream().map(cells -> new ReadyFinder(cells[0], cells[1])).toList();

  /** All of them, in the order of preference. */
  public static List<ReadyFinder> all() {
    return ALL;
  }

  /** The finder with a name. */
  public static Optional<ReadyFinder> named(String name) {
    return ALL.stream().filter(finder -> finder.name().equals(name)).findFirst();
  }

  /** The bytes of the finder's file. */
  public byte[] bytes() {
    return Resource.bytes(name + ".smilet");
  }

  /** The finder's file. */
  public FinderFile file() {
    try {
      return FinderFile.decode(bytes());
    } catch (MalformedModelException e) {
      throw new IllegalStateException("the ready-made finder " + name + " is damaged", e);
    }
  }
}
