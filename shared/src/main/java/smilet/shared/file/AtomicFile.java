package smilet.shared.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import smilet.shared.error.FileError;

/**
 * Writes a file completely or not at all: the content goes to a temporary file in the same folder,
 * which is synced and renamed over the old file; then the folder is synced. If a step fails, the
 * old file is unchanged and the temporary file is deleted; only a power cut can leave it behind.
 */
public final class AtomicFile {
  /** The ending of the temporary files' names. */
  public static final String PART = ".part";

  private static final AtomicLong COUNTER = new AtomicLong();

  private AtomicFile() {}

  /**
   * Creates or replaces a file.
   *
   * @throws IOException in one line that names the file and says why it cannot be written
   */
  public static void write(Path target, byte[] content) throws IOException {
    write(Disk.REAL, target, content);
  }

  /** {@link #write(Path, byte[])} on the given disk. */
  public static void write(Disk disk, Path target, byte[] content) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || (Files.exists(absolute) && !Files.isRegularFile(absolute))) {
      throw new IOException("cannot write " + target + ": it is not a regular file");
    }
    Path part =
        folder.resolve(
            ".%s.%d-%d%s"
                .formatted(
                    absolute.getFileName(),
                    ProcessHandle.current().pid(),
                    COUNTER.incrementAndGet(),
                    PART));
    try {
      disk.write(part, content);
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
}
