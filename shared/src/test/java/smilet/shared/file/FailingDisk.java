package smilet.shared.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;

/** The real disk, on which one chosen operation fails, and optionally all later ones. */
public final class FailingDisk implements Disk {
  private final int failingOperation;
  private final boolean staysFull;
  private int operation;

  private FailingDisk(int failingOperation, boolean staysFull) {
    this.failingOperation = failingOperation;
    this.staysFull = staysFull;
  }

  /** Fails at the operation with that number, counted from 0; deletions are not counted. */
  public static FailingDisk fullAt(int operation) {
    return new FailingDisk(operation, false);
  }

  /** Fails at the operation with that number and at every later one, deletions included. */
  public static FailingDisk brokenFrom(int operation) {
    return new FailingDisk(operation, true);
  }

  /** Operations so far, including the failed one. */
  public int operations() {
    return operation;
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    if (fails()) {
      Disk.REAL.write(file, Arrays.copyOf(content, content.length / 2)); // what still fitted
      throw full(file);
    }
    Disk.REAL.write(file, content);
  }

  @Override
  public void sync(Path fileOrFolder) throws IOException {
    if (fails()) {
      throw full(fileOrFolder);
    }
    Disk.REAL.sync(fileOrFolder);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    if (fails()) {
      throw full(from);
    }
    Disk.REAL.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    if (staysFull && operation > failingOperation) {
      throw full(file);
    }
    Disk.REAL.delete(file);
  }

  private boolean fails() {
    int now = operation++;
    return staysFull ? now >= failingOperation : now == failingOperation;
  }

  private static FileSystemException full(Path file) {
    return new FileSystemException(file.toString(), null, "No space left on device");
  }
}
