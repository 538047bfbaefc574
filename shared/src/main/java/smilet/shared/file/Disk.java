package smilet.shared.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The disk operations. Their order decides what is left after a power cut. Production has {@link
 * #REAL}; tests have a disk that fails at any chosen operation.
 */
public interface Disk {
  /** The file system itself. */
  Disk REAL = new RealDisk();

  /**
   * Creates a file and writes all of {@code content}, which may be lost in a power cut.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is anything with that name, a link
   *     included, which is never followed
   */
  void write(Path file, byte[] content) throws IOException;

  /** Returns when a file, or the names in a folder, are stored on the medium (fsync). */
  void sync(Path fileOrFolder) throws IOException;

  /** Renames a file atomically and replaces the file that had the new name. */
  void rename(Path from, Path to) throws IOException;

  /** Deletes a file if it is there. */
  void delete(Path file) throws IOException;

  /** {@link Disk} on the file system. */
  final class RealDisk implements Disk {
    private RealDisk() {}

    @Override
    public void write(Path file, byte[] content) throws IOException {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    }

    @Override
    public void sync(Path fileOrFolder) throws IOException {
      // Syncing writes back a file whichever descriptor wrote it; a folder opens for reading only.
      try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Path file) throws IOException {
      Files.deleteIfExists(file);
    }
  }
}
