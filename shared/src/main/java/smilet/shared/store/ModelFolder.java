package smilet.shared.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import smilet.shared.error.FileError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.Disk;
import smilet.shared.file.ModelFile;

/** The models of a store, each in a file named by its content hash. */
final class ModelFolder {
  private static final String SUFFIX = ".smilet";
  private static final String HASH = "[0-9a-f]{64}";

  private final Disk disk;
  private final Path folder;

  ModelFolder(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  static boolean isHash(String text) {
    return text.matches(HASH);
  }

  /** Makes a model durable under its hash. */
  void store(String hash, byte[] content) throws IOException {
    AtomicFile.writeShared(disk, path(hash), content);
  }

  /**
   * Reads a model and checks that it is complete and that its name is its hash.
   *
   * @throws RefusedModelException if the memory does not suffice for it: then another model may run
   */
  ModelFile load(String hash) throws IOException {
    Path path = path(hash);
    ModelFile file;
    try {
      file = ModelFile.read(path);
    } catch (IOException fault) {
      throw new FileError("cannot read", path, fault);
    } catch (OutOfMemoryError full) {
      throw RefusedModelException.of(full);
    }
    if (!file.contentHash().equals(hash)) {
      throw new IOException("cannot read " + path + ": it holds another model than its name says");
    }
    return file;
  }

  boolean has(String hash) {
    return Files.exists(path(hash));
  }

  /** The hashes of all models, the one stored last at the end. */
  List<String> hashesByAge() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      found.forEach(files::add);
    }
    return files.stream()
        .sorted(Comparator.comparing(ModelFolder::modified))
        .map(ModelFolder::hashOf)
        .filter(ModelFolder::isHash)
        .toList();
  }

  void delete(String hash) throws IOException {
    disk.delete(path(hash));
  }

  private Path path(String hash) {
    if (!isHash(hash)) {
      throw new IllegalArgumentException(
          "a model's hash is 64 hexadecimal digits, was \"" + hash + "\"");
    }
    return folder.resolve(hash + SUFFIX);
  }

  private static String hashOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private static FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
