package smilet.shared.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sign that a loop runs from a store, and with which model; {@link ModelStore#startRunning}
 * gives it. A lock on a file is held as long as the process lives, so that a killed loop, or a
 * power cut, leaves no sign of life. It belongs to one thread, not the loop's own: it writes to the
 * disk.
 */
public final class Running implements AutoCloseable {
  private static final String HASH_FILE = "running";
  private static final String LOCK_FILE = "running.lock";

  /**
   * Locks held by this process. Opening and closing a locked file a second time would drop its lock
   * on Linux, so this process must know its own without asking the system.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path lockFile;
  private final FileChannel channel;

  private Running(Path folder, Path lockFile, FileChannel channel) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.channel = channel;
  }

  static Running start(Path folder) throws IOException {
    Path lockFile = lockFile(folder);
    if (!HELD_HERE.add(lockFile)) {
      throw alreadyRuns(folder);
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw alreadyRuns(folder);
      }
      Files.deleteIfExists(folder.resolve(HASH_FILE));
      return new Running(folder, lockFile, channel);
    } catch (IOException fault) {
      if (channel != null) {
        channel.close();
      }
      HELD_HERE.remove(lockFile);
      throw fault;
    }
  }

  private static IOException alreadyRuns(Path folder) {
    return new IOException(
        "another smilet-device already runs from " + folder + ": stop it, or name another store");
  }

  /** Says that the loop now runs the model of this hash. */
  public void tookUp(String hash) throws IOException {
    // Not synced: after a power cut nothing runs, and the lock is gone.
    Path part = folder.resolve(".running.part");
    Files.writeString(part, hash);
    Files.move(
        part,
        folder.resolve(HASH_FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Says that the loop has ended. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(folder.resolve(HASH_FILE));
    } finally {
      HELD_HERE.remove(lockFile);
    }
  }

  /** Whether some process, or this one, runs a loop from the store. */
  static boolean isAlive(Path folder) throws IOException {
    Path lockFile = lockFile(folder);
    if (HELD_HERE.contains(lockFile)) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ);
        FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return free == null;
    } catch (NoSuchFileException neverRan) {
      return false;
    }
  }

  /** The model that a living loop has taken up; empty also between start and the first model. */
  static Optional<String> hash(Path folder) throws IOException {
    if (!isAlive(folder)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Files.readString(folder.resolve(HASH_FILE), StandardCharsets.US_ASCII).strip());
    } catch (NoSuchFileException notYet) {
      return Optional.empty();
    }
  }

  private static Path lockFile(Path folder) {
    return folder.resolve(LOCK_FILE).toAbsolutePath().normalize();
  }
}
