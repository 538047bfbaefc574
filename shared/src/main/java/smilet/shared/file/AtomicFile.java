package smilet.shared.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a file wholly or not at all: beside its place, synced, renamed over the old one, and the
 * folder synced. Whatever fails, the old file is whole; and unless the power goes, nothing is left
 * beside it.
 */
public final class AtomicFile {
  /** How the names of half-written files end. */
  public static final String PART = ".part";

  private static final AtomicLong COUNTER = new AtomicLong();

  private AtomicFile() {}

  /**
   * Replaces a file, or makes it.
   *
   * @throws IOException in one line that names the file and says why it cannot be written
   */
  public static void write(Path target, byte[] content) throws IOException {
    write(Disk.REAL, target, content);
  }

  /** {@link #write(Path, byte[])} on a disk that may fail on cue. */
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
      throw new IOException("cannot write " + target + ": " + IoReason.of(fault), fault);
    }
  }
}
