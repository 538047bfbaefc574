package smilet.shared.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets only one writer at a time into a store: between processes by a lock on a file, which the
 * system releases when its holder dies, and between the threads of this process by a lock in
 * memory, because file locks do not separate threads.
 */
final class StoreLock implements AutoCloseable {
  /** Longer than any change of a store takes, on a slow card too. */
  private static final long LIMIT_MILLIS = 10_000;

  private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

  private final ReentrantLock inProcess;
  private final LockFile file;

  private StoreLock(ReentrantLock inProcess, LockFile file) {
    this.inProcess = inProcess;
    this.file = file;
  }

  /**
   * Waits for the lock.
   *
   * @throws IOException if it is not free within 10 s, or its file cannot be used
   */
  static StoreLock acquire(Path file) throws IOException {
    return acquire(file, LIMIT_MILLIS);
  }

  /** The same with another limit. */
  static StoreLock acquire(Path file, long limitMillis) throws IOException {
    ReentrantLock inProcess =
        IN_PROCESS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock());
    inProcess.lock();
    try {
      return new StoreLock(inProcess, LockFile.acquire(file, limitMillis));
    } catch (IOException | RuntimeException fault) {
      inProcess.unlock();
      throw fault;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      inProcess.unlock();
    }
  }
}
