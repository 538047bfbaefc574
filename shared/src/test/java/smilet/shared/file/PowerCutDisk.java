package smilet.shared.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The real disk, with a record of all operations, from which it tells everything that a power cut
 * can leave. Nothing is on the medium before it is synced: a file that is not may be empty, torn,
 * filled with zeros or whole, and names that are not may be there or not, in any combination, also
 * a later one without an earlier one.
 */
public final class PowerCutDisk implements Disk {
  private enum Kind {
    WRITE,
    SYNC,
    RENAME,
    DELETE
  }

  private static final class Operation {
    final Kind kind;
    final Path path;
    final Path to; // of a rename
    final byte[] content; // of a write

    Operation(Kind kind, Path path, Path to, byte[] content) {
      this.kind = kind;
      this.path = path;
      this.to = to;
      this.content = content;
    }
  }

  /** The content of a file, whatever its name. */
  private static final class Content {
    final byte[] bytes;
    boolean synced;

    Content(byte[] bytes, boolean synced) {
      this.bytes = bytes;
      this.synced = synced;
    }

    /** What may be on the medium. */
    List<byte[]> possible() {
      byte[] torn = Arrays.copyOf(bytes, bytes.length / 2);
      byte[] zeros = Arrays.copyOf(torn, bytes.length);
      return synced ? List.of(bytes) : List.of(new byte[0], torn, zeros, bytes);
    }
  }

  /** A change of a name: it is removed, or names other content. */
  private record NameChange(Path removed, Path added, Content content) {
    boolean isIn(Path folder) {
      return folder.equals(added == null ? removed.getParent() : added.getParent());
    }
  }

  private final Path folder;
  private final Map<Path, byte[]> first;
  private final List<Operation> operations = new ArrayList<>();

  /**
   * @param folder all that is in it is on the medium already
   */
  public PowerCutDisk(Path folder) throws IOException {
    this.folder = folder;
    this.first = contents(folder);
  }

  private static Map<Path, byte[]> contents(Path folder) throws IOException {
    Map<Path, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file, Files.readAllBytes(file));
      }
    }
    return contents;
  }

  /** The number of operations so far; the power can be cut before each and after the last. */
  public int operations() {
    return operations.size();
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    operations.add(new Operation(Kind.WRITE, file, null, content.clone()));
    Disk.REAL.write(file, content);
  }

  @Override
  public void sync(Path fileOrFolder) throws IOException {
    operations.add(new Operation(Kind.SYNC, fileOrFolder, null, null));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    operations.add(new Operation(Kind.RENAME, from, to, null));
    Disk.REAL.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    operations.add(new Operation(Kind.DELETE, file, null, null));
    Disk.REAL.delete(file);
  }

  /** Forgets that files were synced: what a program that only syncs folders would have done. */
  public void forgetSyncsOfFiles() {
    operations.removeIf(
        operation -> operation.kind == Kind.SYNC && !Files.isDirectory(operation.path));
  }

  /**
   * Everything that the medium can hold after a power cut, each once: contents by name, relative to
   * the folder.
   *
   * @param done how many operations were done before it
   */
  public List<Map<Path, byte[]>> leftByCutAfter(int done) {
    Map<Path, Content> seen = new TreeMap<>(); // what programs see
    first.forEach((path, bytes) -> seen.put(path, new Content(bytes, true)));
    Map<Path, Content> durable = new TreeMap<>(seen);
    List<NameChange> pending = new ArrayList<>();
    for (Operation operation : operations.subList(0, done)) {
      apply(operation, seen, durable, pending);
    }
    Map<String, Map<Path, byte[]>> left = new LinkedHashMap<>();
    for (long some = 0; some < 1L << pending.size(); some++) {
      Map<Path, Content> names = new TreeMap<>(durable);
      for (int i = 0; i < pending.size(); i++) {
        if ((some >> i & 1) == 1) {
          change(names, pending.get(i));
        }
      }
      for (Map<Path, byte[]> possible : contentsOf(names)) {
        left.putIfAbsent(fingerprint(possible), possible);
      }
    }
    return List.copyOf(left.values());
  }

  private static void apply(
      Operation operation,
      Map<Path, Content> seen,
      Map<Path, Content> durable,
      List<NameChange> pending) {
    Path path = operation.path;
    switch (operation.kind) {
      case WRITE -> {
        Content content = new Content(operation.content, false);
        seen.put(path, content);
        pending.add(new NameChange(null, path, content));
      }
      case RENAME -> {
        Content content = seen.remove(path);
        seen.put(operation.to, content);
        pending.add(new NameChange(path, operation.to, content));
      }
      case DELETE -> {
        if (seen.remove(path) != null) {
          pending.add(new NameChange(path, null, null));
        }
      }
      case SYNC -> {
        if (seen.containsKey(path)) {
          seen.get(path).synced = true;
        } else {
          pending.stream().filter(c -> c.isIn(path)).forEach(c -> change(durable, c));
          pending.removeIf(c -> c.isIn(path));
        }
      }
    }
  }

  private static void change(Map<Path, Content> names, NameChange change) {
    if (change.removed != null) {
      names.remove(change.removed);
    }
    if (change.added != null) {
      names.put(change.added, change.content);
    }
  }

  private List<Map<Path, byte[]>> contentsOf(Map<Path, Content> names) {
    List<Map<Path, byte[]>> all = new ArrayList<>();
    all.add(new TreeMap<>());
    names.forEach(
        (path, content) -> {
          List<Map<Path, byte[]>> longer = new ArrayList<>();
          for (byte[] bytes : content.possible()) {
            for (Map<Path, byte[]> one : all) {
              Map<Path, byte[]> copy = new TreeMap<>(one);
              copy.put(folder.relativize(path), bytes);
              longer.add(copy);
            }
          }
          all.clear();
          all.addAll(longer);
        });
    return all;
  }

  private static String fingerprint(Map<Path, byte[]> contents) {
    StringBuilder text = new StringBuilder();
    contents.forEach(
        (path, bytes) -> text.append(path).append('=').append(Arrays.hashCode(bytes)).append(' '));
    return text.toString();
  }

  /** Writes what is left to a folder, in the order of its names. */
  public static void restore(Map<Path, byte[]> left, Path to) {
    try {
      Files.createDirectories(to);
      for (Map.Entry<Path, byte[]> file : left.entrySet()) {
        Path path = to.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
