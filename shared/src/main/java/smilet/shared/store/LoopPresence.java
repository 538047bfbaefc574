package smilet.shared.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import smilet.shared.error.FileError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.Disk;
import smilet.shared.file.FolderAccess;
import smilet.shared.file.RegularFile;
import smilet.shared.frame.Grid;

/**
 * Tells other processes that a loop runs from a store, how large its frames are and which model it
 * runs; {@link ModelStore#startRunning} makes one. It holds a lock on a file as long as the process
 * lives, so nobody takes a killed loop, or one that a power cut ended, for a running one. It
 * belongs to one thread at a time, which must not be the loop's: it writes to the disk.
 */
public final class LoopPresence implements AutoCloseable {
  /**
   * Text, one line per fact: "sensor WIDTHxHEIGHT", "model HASH", "since TIME", "fault TIME WHAT",
   * "drift TIME WHAT".
   */
  private static final String FACTS_FILE = "running";

  private static final String LOCK_FILE = "running.lock";

  /** A start waits so long for those who ask whether a loop runs. */
  private static final long LIMIT_MILLIS = 2_000;

  private static final int MAX_FACTS_BYTES = 1 << 10;
  private static final int MAX_LINE = 300;

  private static final String SENSOR = "sensor";
  private static final String MODEL = "model";
  private static final String SINCE = "since";
  private static final String FAULT = "fault";
  private static final String DRIFT = "drift";

  /**
   * Locks held by this process. On Linux, opening and closing a locked file a second time would
   * drop its lock, so this process must know its own locks without asking the system.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path lockPath;
  private final Optional<LockFile> lock;
  private final Optional<String> warning;
  private final Map<String, String> facts = new LinkedHashMap<>();

  private LoopPresence(
      Path folder, Path lockPath, Optional<LockFile> lock, Optional<String> warning) {
    this.folder = folder;
    this.lockPath = lockPath;
    this.lock = lock;
    this.warning = warning;
  }

  /**
   * Marks that a loop runs. If the store cannot be written, the loop runs all the same, unmarked.
   *
   * @throws OtherLoopException if another loop runs from the store
   */
  static LoopPresence start(Path folder) throws OtherLoopException {
    return start(folder, LIMIT_MILLIS);
  }

  /** Starts, but waits at most {@code limitMillis} for the lock. */
  static LoopPresence start(Path folder, long limitMillis) throws OtherLoopException {
    Path lockPath = lockPath(folder);
    if (!HELD_HERE.add(lockPath)) {
      throw new OtherLoopException(folder, "this process");
    }
    try {
      LockFile lock = LockFile.acquire(lockPath, limitMillis);
      LoopPresence started =
          new LoopPresence(folder, lockPath, Optional.of(lock), Optional.empty());
      started.forget();
      return started;
    } catch (LockFile.HeldException held) {
      HELD_HERE.remove(lockPath);
      throw new OtherLoopException(folder, LockHolders.of(lockPath).words());
    } catch (IOException fault) {
      HELD_HERE.remove(lockPath);
      String warning =
          "the model store %s cannot be written (%s); the loop runs, but flash cannot see it"
              .formatted(folder, FileError.message(fault));
      return new LoopPresence(folder, lockPath, Optional.empty(), Optional.of(warning));
    }
  }

  /** Why others cannot see that this loop runs, for the log; empty if they can. */
  public Optional<String> warning() {
    return warning;
  }

  /** Deletes the facts of a loop that ended, and parts of them, as far as possible. */
  private void forget() {
    try {
      deleteFacts();
    } catch (IOException notOurs) {
      // What is left there is replaced, or is no fact.
    }
  }

  private void deleteFacts() throws IOException {
    Files.deleteIfExists(folder.resolve(FACTS_FILE));
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(folder, "." + FACTS_FILE + ".*" + AtomicFile.PART)) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    }
  }

  /** Announces how many pixels the loop's frames have, so that no finer model is installed. */
  public void announceSensor(Grid sensor) throws IOException {
    tell(SENSOR, sensor.toString());
  }

  /** Announces that the loop now runs the model of this hash. */
  public void tookUp(String hash) throws IOException {
    facts.put(SINCE, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    tell(MODEL, hash);
  }

  /**
   * Announces a fault of the sensor.
   *
   * @param what since when, and what, in one line; empty if there is none
   */
  public void faulty(String what) throws IOException {
    tell(FAULT, visible(what));
  }

  /**
   * Announces what is no longer as the model is used to.
   *
   * @param what since when, and what, in one line; empty if all is
   */
  public void drifted(String what) throws IOException {
    tell(DRIFT, visible(what));
  }

  /** A line that fits the file. */
  private static String visible(String line) {
    String ascii = line.replaceAll("[^ -~]", "?");
    return ascii.substring(0, Math.min(ascii.length(), MAX_LINE));
  }

  private void tell(String fact, String value) throws IOException {
    if (lock.isEmpty()) {
      return;
    }
    facts.put(fact, value);
    StringBuilder text = new StringBuilder();
    facts.forEach((name, content) -> text.append(name).append(' ').append(content).append('\n'));
    // Not synced: after a power cut no loop runs, and the lock is gone.
    Path file = folder.resolve(FACTS_FILE);
    Path part = AtomicFile.part(file);
    try {
      Disk.REAL.write(part, text.toString().getBytes(StandardCharsets.US_ASCII));
      FolderAccess.share(part);
      Disk.REAL.rename(part, file);
    } catch (IOException fault) {
      Disk.REAL.delete(part);
      throw fault;
    }
  }

  /** Announces that the loop has ended. */
  @Override
  public void close() throws IOException {
    if (lock.isEmpty()) {
      return;
    }
    try (LockFile _ = lock.get()) {
      Files.deleteIfExists(folder.resolve(FACTS_FILE));
    } finally {
      HELD_HERE.remove(lockPath);
    }
  }

  /**
   * Whether some process, or this one, runs a loop from the store. A loop that starts at the same
   * moment waits until the question is answered.
   */
  static boolean isAlive(Path folder) throws IOException {
    Path lockPath = lockPath(folder);
    if (HELD_HERE.contains(lockPath)) {
      return true;
    }
    LockHolders holders = LockHolders.of(lockPath);
    if (holders.areKnown()) {
      return !holders.onlyRead();
    }
    try (FileChannel channel = RegularFile.open(lockPath, StandardOpenOption.READ);
        FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return free == null;
    } catch (FileSystemException neverRanOrNotOurs) {
      return false; // whoever holds a lock there is not known to this system either
    }
  }

  /** The model that a running loop uses; empty also between its start and its first model. */
  static Optional<String> hash(Path folder) throws IOException {
    return fact(folder, MODEL).filter(hash -> hash.matches("[0-9a-f]{64}"));
  }

  /** The pixels of a running loop's frames; empty also before its sensor is open. */
  static Optional<Grid> sensor(Path folder) throws IOException {
    try {
      return fact(folder, SENSOR).map(Grid::parse);
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty(); // the loop itself refuses what does not fit
    }
  }

  /** How a running loop is. */
  static StoreStatus.Condition condition(Path folder) throws IOException {
    return new StoreStatus.Condition(line(folder, SINCE), line(folder, FAULT), line(folder, DRIFT));
  }

  private static Optional<String> line(Path folder, String fact) throws IOException {
    return fact(folder, fact).filter(what -> what.matches("[ -~]{1," + MAX_LINE + "}"));
  }

  /** A fact, as far as it can be read: what others wrote there is not a fact. */
  private static Optional<String> fact(Path folder, String fact) throws IOException {
    if (!isAlive(folder)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = RegularFile.read(folder.resolve(FACTS_FILE), MAX_FACTS_BYTES);
      return new String(bytes, StandardCharsets.ISO_8859_1)
          .lines()
          .filter(line -> line.startsWith(fact + " "))
          .map(line -> line.substring(fact.length() + 1))
          .findFirst();
    } catch (FileSystemException absentOrNotOurs) {
      return Optional.empty();
    }
  }

  private static Path lockPath(Path folder) {
    return folder.resolve(LOCK_FILE).toAbsolutePath().normalize();
  }
}
