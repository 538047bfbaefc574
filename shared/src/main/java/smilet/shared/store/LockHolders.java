package smilet.shared.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which processes hold locks on a file, as Linux tells in /proc/locks. On other systems, and for
 * processes in another container, nothing is known.
 *
 * @param processIds of all holders
 * @param onlyRead whether all of them hold locks for reading, which never keep others from reading
 */
record LockHolders(List<Long> processIds, boolean onlyRead) {
  private static final Path LOCKS = Path.of("/proc/locks");

  /** The fields of a line: number, type, kind, READ or WRITE, process, device and inode, ... */
  private static final int FIELDS = 6;

  /** Asks the system, without opening the file. */
  static LockHolders of(Path file) {
    List<Long> ids = new ArrayList<>();
    boolean onlyRead = true;
    try {
      String place = place(file);
      for (String line : Files.readAllLines(LOCKS, StandardCharsets.ISO_8859_1)) {
        String[] fields = line.trim().split("\\s+", -1);
        boolean waits = line.contains("->");
        if (!waits && fields.length >= FIELDS && fields[5].equals(place)) {
          ids.add(Long.parseLong(fields[4]));
          onlyRead &= fields[3].equals("READ");
        }
      }
    } catch (IOException | RuntimeException unknown) {
      // No Linux, or one that hides its locks.
    }
    return new LockHolders(List.copyOf(ids), onlyRead);
  }

  boolean areKnown() {
    return !processIds.isEmpty();
  }

  /** The file as the lines name it: device and inode, "08:02:1311". */
  private static String place(Path file) throws IOException {
    long device = number(file, "unix:dev");
    long major = (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
    long minor = (device & 0xff) | (device >>> 12 & ~0xffL);
    return String.format(Locale.ROOT, "%02x:%02x:%d", major, minor, number(file, "unix:ino"));
  }

  private static long number(Path file, String attribute) throws IOException {
    return ((Number) Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS)).longValue();
  }

  /** The holders for a message: "process 123 (java, user pi)"; "another process" if unknown. */
  String words() {
    return areKnown()
        ? processIds.stream().map(LockHolders::describe).collect(Collectors.joining(", "))
        : "another process";
  }

  private static String describe(long id) {
    Path process = Path.of("/proc", String.valueOf(id));
    try {
      String name = Files.readString(process.resolve("comm")).strip();
      return String.format(
          Locale.ROOT, "process %d (%s, user %s)", id, name, Files.getOwner(process).getName());
    } catch (IOException ended) {
      return "process " + id;
    }
  }
}
