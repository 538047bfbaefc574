package smilet.shared.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Objects;
import smilet.shared.file.FolderAccess;
import smilet.shared.file.RegularFile;

/**
 * A lock between processes, on a file that exists only for that. The system releases it when its
 * holder ends. Nobody waits for ever: after a time limit, the message names the holder.
 *
 * <p>Only who may write to the folder can open the file. If a process that may only read got hold
 * of it all the same, or the file belongs to a user who left it behind, it is replaced by a new
 * one; whoever locks a file therefore checks that it is still the one in the folder.
 */
final class LockFile implements AutoCloseable {
  private static final long POLL_MILLIS = 20;
  private static final int MAX_REPLACEMENTS = 3;

  /** Another process holds the lock. */
  static final class HeldException extends IOException {
    private static final long serialVersionUID = 1;

    HeldException(String message) {
      super(message);
    }
  }

  private final FileChannel channel;
  private final FileLock lock;

  private LockFile(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits for the lock. In this process, no other thread may hold it or wait for it.
   *
   * @throws HeldException if another process still holds it after {@code limitMillis}
   * @throws IOException if the file cannot be used
   */
  static LockFile acquire(Path file, long limitMillis) throws IOException {
    long startNanos = System.nanoTime();
    int replacements = 0;
    while (true) {
      create(file);
      try {
        LockFile locked = tryToLock(file);
        if (locked != null) {
          return locked;
        }
      } catch (AccessDeniedException notOurs) {
        if (LockHolders.of(file).areKnown() || replacements++ == MAX_REPLACEMENTS) {
          throw notOurs;
        }
        replace(file, notOurs);
        continue;
      }
      if (System.nanoTime() - startNanos > limitMillis * 1_000_000) {
        LockHolders holders = LockHolders.of(file);
        HeldException held =
            new HeldException(
                String.format(
                    Locale.ROOT,
                    "%s has it locked for more than %.0f s; end that process or try again",
                    holders.words(),
                    limitMillis / 1000.0));
        if (!holders.areKnown() || !holders.onlyRead() || replacements++ == MAX_REPLACEMENTS) {
          throw held;
        }
        replace(file, held);
      }
      pause();
    }
  }

  private static void create(Path file) throws IOException {
    try {
      RegularFile.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
    } catch (FileAlreadyExistsException usual) {
      // It stays for ever.
    }
  }

  /** Returns null if another process holds the lock, or has just replaced the file. */
  private static LockFile tryToLock(Path file) throws IOException {
    // Before the lock: to set permissions, Java opens and closes the file, which ends its locks.
    share(file);
    Object before = key(file);
    FileChannel channel = RegularFile.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
      if (lock != null && Objects.equals(before, key(file))) {
        return new LockFile(channel, lock);
      }
      channel.close();
      return null;
    } catch (IOException fault) {
      channel.close();
      throw fault;
    }
  }

  private static void share(Path file) {
    try {
      FolderAccess.shareLock(file);
    } catch (IOException notOurs) {
      // Its owner has done that.
    }
  }

  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /** Deletes a file that keeps its rightful users out, which whoever may write the folder can. */
  private static void replace(Path file, IOException otherwise) throws IOException {
    try {
      Files.delete(file);
    } catch (IOException notPermitted) {
      throw otherwise;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a lock");
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      lock.release();
    }
  }
}
