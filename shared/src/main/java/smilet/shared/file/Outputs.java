package smilet.shared.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/**
 * The files that a command is to write, checked before it does any work: each can be written, and
 * none of them is something that the command reads, or another of its outputs, under whatever name:
 * through links, with "./", in other letter case, or as a hard link.
 *
 * <p>Example: {@code new Outputs().reads(data).writes("--out", out).writes("--report", page)}.
 */
public final class Outputs {
  private final List<Path> inputs = new ArrayList<>();
  private final Map<String, Path> outputs = new LinkedHashMap<>();

  /** Knows of no file yet. */
  public Outputs() {}

  /** Adds a file that is read, or a folder in which any file may be read. */
  public Outputs reads(Path input) {
    inputs.add(input);
    return this;
  }

  /**
   * Checks a file that is to be written; name the inputs first.
   *
   * @param option that names the file, "--out"
   * @throws UserError if it must not or cannot be written
   */
  public Outputs writes(String option, Path file) {
    requireWritable(file);
    try {
      for (Path input : inputs) {
        requireNotRead(file, input);
      }
      for (Map.Entry<String, Path> other : outputs.entrySet()) {
        if (sameFile(file, other.getValue())) {
          throw new UserError(
              "%s and %s are the same file, %s; name two".formatted(other.getKey(), option, file));
        }
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(new FileError("cannot write", file, fault));
    }
    outputs.put(option, file);
    return this;
  }

  private static void requireWritable(Path file) {
    Path target;
    try {
      target = AtomicFile.followed(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(new FileError("cannot write", file, fault));
    }
    Path folder = target.getParent();
    if (Files.isDirectory(target)) {
      throw new UserError("cannot write " + file + ": it is a folder; name a file in it");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UserError("cannot write " + file + ": there is no folder " + folder);
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new UserError("cannot write " + file + ": it is not a regular file");
    }
    if (!Files.isWritable(folder) || (Files.exists(target) && !Files.isWritable(target))) {
      throw new UserError("cannot write " + file + ": no permission");
    }
  }

  private static void requireNotRead(Path file, Path input) throws IOException {
    Optional<Path> read = Optional.empty();
    if (Files.isDirectory(input)) {
      read = findIn(input, file);
    } else if (Files.exists(input) && sameFile(file, input)) {
      read = Optional.of(input);
    }
    if (read.isPresent()) {
      throw new UserError(
          "cannot write %s: this command reads it%s; name another file"
              .formatted(file, read.get().equals(file) ? "" : ", as " + read.get()));
    }
  }

  /** The file in a folder that is {@code file}, unless it is one that Smilet wrote there. */
  private static Optional<Path> findIn(Path folder, Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    try (Stream<Path> files =
        Files.find(
            folder,
            Integer.MAX_VALUE,
            (_, attributes) ->
                key != null && attributes.isRegularFile() && key.equals(attributes.fileKey()),
            FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(found -> !isOutputOfSmilet(found)).findFirst();
    } catch (UncheckedIOException unreadable) {
      return Optional.empty(); // whoever reads the folder says what is wrong with it
    }
  }

  private static boolean isOutputOfSmilet(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".smilet") || name.endsWith(".html");
  }

  private static boolean sameFile(Path one, Path other) throws IOException {
    if (Files.exists(one) && Files.exists(other)) {
      return Files.isSameFile(one, other);
    }
    // Names that differ only in case are the same file on many disks.
    return location(one).equalsIgnoreCase(location(other));
  }

  private static String location(Path file) throws IOException {
    Path target = AtomicFile.followed(file);
    return target.getParent().toRealPath().resolve(target.getFileName()).toString();
  }
}
