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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import smilet.shared.frame.Grid;

/**
 * Tells other processes that a loop runs from a store, how large its frames are and which model it
 * runs; {@link ModelStore#startRunning} makes one. It holds a lock on a file as long as the process
 * lives, so nobody takes a killed loop, or one that a power cut ended, for a running one. It
 * belongs to one thread at a time, which must not be the loop's: it writes to the disk.
 */
public final class LoopPresence implements AutoCloseable {
  /** Text, one line per fact: "sensor WIDTHxHEIGHT", "model HASH". */
  private static final String FACTS_FILE = "running";

  private static final String LOCK_FILE = "running.lock";

  private static final String SENSOR = "sensor";
  private static final String MODEL = "model";

  /**
   * Locks held by this process. On Linux, opening and closing a locked file a second time would
   * drop its lock, so this process must know its own locks without asking the system.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path lockFile;
  private final FileChannel channel;
  private final Map<String, String> facts = new LinkedHashMap<>();

  private LoopPresence(Path folder, Path lockFile, FileChannel channel) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.channel = channel;
  }

  static LoopPresence start(Path folder) throws IOException {
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
      Files.deleteIfExists(folder.resolve(FACTS_FILE));
      return new LoopPresence(folder, lockFile, channel);
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

  /** Announces how many pixels the loop's frames have, so that no finer model is installed. */
  public void announceSensor(Grid sensor) throws IOException {
    tell(SENSOR, sensor.toString());
  }

  /** Announces that the loop now runs the model of this hash. */
  public void tookUp(String hash) throws IOException {
    tell(MODEL, hash);
  }

  private void tell(String fact, String value) throws IOException {
    facts.put(fact, value);
    StringBuilder text = new StringBuilder();
    facts.forEach((name, content) -> text.append(name).append(' ').append(content).append('\n'));
    // Not synced: after a power cut no loop runs, and the lock is gone.
    Path part = folder.resolve(".running.part");
    Files.writeString(part, text);
    Files.move(
        part,
        folder.resolve(FACTS_FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Announces that the loop has ended. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(folder.resolve(FACTS_FILE));
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

  /** The model that a running loop uses; empty also between its start and its first model. */
  static Optional<String> hash(Path folder) throws IOException {
    return fact(folder, MODEL);
  }

  /** The pixels of a running loop's frames; empty also before its sensor is open. */
  static Optional<Grid> sensor(Path folder) throws IOException {
    try {
      return fact(folder, SENSOR).map(Grid::parse);
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty(); // the loop itself refuses what does not fit
    }
  }

  private static Optional<String> fact(Path folder, String fact) throws IOException {
    if (!isAlive(folder)) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(folder.resolve(FACTS_FILE), StandardCharsets.US_ASCII).stream()
          .filter(line -> line.startsWith(fact + " "))
          .map(line -> line.substring(fact.length() + 1))
          .findFirst();
    } catch (NoSuchFileException notYet) {
      return Optional.empty();
    }
  }

  private static Path lockFile(Path folder) {
    return folder.resolve(LOCK_FILE).toAbsolutePath().normalize();
  }
}
