package smilet.shared.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * An output that never lets the writer wait. Whole lines go into a buffer of {@value #CAPACITY}
 * bytes, and a thread of its own passes them on. If the reader is slower, has stopped, or is a file
 * on a full disk, the lines that do not fit are left out and counted; a line that says how many
 * stands in their place. What was begun is finished, so only whole lines arrive, in order.
 *
 * <p>It allocates nothing while no line is left out. Any thread may use it.
 */
public final class DecoupledOutput extends OutputStream {
  private static final int CAPACITY = 1 << 16;

  /** After a line was left out, lines are taken again if so much is free: gaps are few and long. */
  private static final int TAKES_AGAIN = CAPACITY / 2;

  /** How long to wait before the next attempt if an output fails, as on a full disk. */
  private static final long RETRY_MILLIS = 1000;

  /** The same if an output takes nothing now, which it says instead of waiting. */
  private static final long BUSY_MILLIS = 10;

  private final WritableByteChannel target;
  private final LongFunction<String> notice;
  private final Consumer<IOException> onFailure;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final byte[] single = new byte[1];

  // Guarded by the lock. The ring holds whole lines, from head on, and then the line that is begun.
  private final byte[] ring = new byte[CAPACITY];
  private int head;
  private int whole;
  private int begun;
  private boolean leavesOut;
  private long leftOut;
  private long passedOn;
  private Optional<IOException> failure = Optional.empty();
  private boolean failureTold;
  private boolean gone;
  private boolean closed;

  /**
   * Begins to pass on lines, on a daemon thread.
   *
   * @param notice makes the line, without its end, that says how many lines were left out
   * @param onFailure is called once, on the thread of this output, if the target fails in a way
   *     that may pass; not if its reader has gone
   */
  public DecoupledOutput(
      WritableByteChannel target, LongFunction<String> notice, Consumer<IOException> onFailure) {
    this.target = target;
    this.notice = notice;
    this.onFailure = onFailure;
    Thread.ofPlatform().daemon().name("output").start(this::passOn);
  }

  /** Whether a failure to write says that the reader has gone for good, as {@code head} does. */
  static boolean isReaderGone(IOException failure) {
    return "Broken pipe".equals(failure.getMessage());
  }

  @Override
  public void write(int value) throws IOException {
    lock.lock();
    try {
      single[0] = (byte) value;
      write(single, 0, 1);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes bytes without waiting.
   *
   * @throws IOException if the reader has gone
   */
  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    lock.lock();
    try {
      requireReader();
      for (int i = offset; i < offset + count; i++) {
        take(bytes[i]);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does not wait until anything is passed on; {@link #drain} does.
   *
   * @throws IOException if the reader has gone
   */
  @Override
  public void flush() throws IOException {
    lock.lock();
    try {
      requireReader();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until everything is passed on, but gives up if nothing is taken for {@code
   * patienceMillis}, or the target fails.
   *
   * @return why not everything was passed on, if the target said so
   */
  public Optional<IOException> drain(long patienceMillis) {
    lock.lock();
    try {
      tellLeftOut();
      changed.signalAll();
      long patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
      long before = passedOn;
      while (whole > 0 && !gone && failure.isEmpty() && patienceNanos > 0) {
        patienceNanos = changed.awaitNanos(patienceNanos);
        if (passedOn != before) {
          before = passedOn;
          patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program ends
    } finally {
      lock.unlock();
    }
    return failure();
  }

  /** Why the target does not take what it should; empty if it does, or is only slow. */
  public Optional<IOException> failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the reader has gone for good; nobody misses the rest then. */
  public boolean isReaderGone() {
    lock.lock();
    try {
      return gone;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the thread after its current attempt. The target stays open. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void requireReader() throws IOException {
    if (gone) {
      throw failure.orElseThrow();
    }
  }

  private void take(byte value) {
    if (begun == 0 && !leavesOut && leftOut > 0 && CAPACITY - whole >= TAKES_AGAIN) {
      tellLeftOut();
    }
    if (!leavesOut && (leftOut > 0 || whole + begun == CAPACITY)) {
      leavesOut = true;
      begun = 0;
    }
    if (!leavesOut) {
      put(value);
    }
    if (value == '\n') {
      leftOut += leavesOut ? 1 : 0;
      leavesOut = false;
      whole += begun;
      begun = 0;
    }
  }

  /** Puts the notice into the place of the lines that were left out, if there is room for it. */
  private void tellLeftOut() {
    byte[] line =
        leftOut == 0
            ? new byte[0]
            : (notice.apply(leftOut) + "\n").getBytes(StandardCharsets.UTF_8);
    if (begun == 0 && line.length <= CAPACITY - whole) {
      for (byte b : line) {
        put(b);
      }
      whole += begun;
      begun = 0;
      leftOut = 0;
    }
  }

  private void put(byte value) {
    ring[(head + whole + begun) % CAPACITY] = value;
    begun++;
  }

  private void passOn() {
    ByteBuffer lines = ByteBuffer.wrap(ring);
    try {
      while (awaitLines(lines)) {
        long waitMillis = 0;
        Optional<IOException> fault = Optional.empty();
        int count = 0;
        try {
          // Without the lock: this is what may take for ever. Nobody else changes these bytes.
          count = target.write(lines);
          waitMillis = count == 0 ? BUSY_MILLIS : 0;
        } catch (IOException e) {
          fault = Optional.of(e);
          waitMillis = RETRY_MILLIS;
        }
        if (passedOn(count, fault)) {
          fault.ifPresent(onFailure);
        }
        pause(waitMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody knows this thread
    }
  }

  /** Waits for lines and selects those that are in one piece; returns false at the end. */
  private boolean awaitLines(ByteBuffer lines) throws InterruptedException {
    lock.lock();
    try {
      while (whole == 0 && !closed) {
        changed.await();
      }
      lines.limit(Math.min(CAPACITY, head + whole)).position(head);
      return !gone && !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Notes the outcome of an attempt. Returns whether a fault is to be told. */
  private boolean passedOn(int count, Optional<IOException> fault) {
    lock.lock();
    try {
      head = (head + count) % CAPACITY;
      whole -= count;
      passedOn += count;
      failure = fault;
      gone = fault.isPresent() && isReaderGone(fault.get());
      boolean tells = fault.isPresent() && !gone && !failureTold;
      failureTold |= tells;
      changed.signalAll();
      return tells;
    } finally {
      lock.unlock();
    }
  }

  private void pause(long millis) throws InterruptedException {
    if (millis == 0) {
      return;
    }
    lock.lock();
    try {
      long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      while (nanos > 0 && !closed && !gone) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
