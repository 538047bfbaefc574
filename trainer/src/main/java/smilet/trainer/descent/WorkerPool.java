package smilet.trainer.descent;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that share short tasks. The caller works too and returns when all tasks are done. A
 * batch takes well under a millisecond, so a thread without a task spins for a moment before it
 * sleeps.
 */
final class WorkerPool implements AutoCloseable {
  /** One of several tasks. Its result must not depend on the worker that runs it or on the time. */
  interface Task {
    void run(int worker, int index);
  }

  /** How long a thread spins before it sleeps. */
  private static final long SPIN_NANOS = 50_000;

  /** The number of the round in the upper 32 bits, that of tasks not yet claimed in the lower. */
  private final AtomicLong tickets = new AtomicLong();

  private final AtomicInteger done = new AtomicInteger();
  private final Thread[] others;
  private volatile Task task;
  private volatile int count;
  private volatile Throwable failure;
  private volatile boolean closed;

  /**
   * @param workers number of threads, including the caller
   */
  WorkerPool(int workers) {
    others = new Thread[workers - 1];
    for (int i = 0; i < others.length; i++) {
      int worker = i + 1;
      others[i] = Thread.ofPlatform().daemon().name("descent-" + worker).start(() -> serve(worker));
    }
  }

  int workers() {
    return others.length + 1;
  }

  /** Runs tasks 0 to count - 1 and returns when all are done; rethrows a failure of a task. */
  void run(int count, Task task) {
    this.task = task;
    this.count = count;
    failure = null;
    done.set(0);
    long round = (tickets.get() >>> 32) + 1;
    tickets.set(round << 32 | count);
    if (count > 1) {
      for (Thread other : others) {
        LockSupport.unpark(other);
      }
    }
    work(0);
    // On a busy machine another thread may have lost its processor in the middle of a task: after a
    // moment, leave ours to it.
    long waitingSince = System.nanoTime();
    while (done.get() < count) {
      if (System.nanoTime() - waitingSince < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(this, SPIN_NANOS / 2);
      }
    }
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private void serve(int worker) {
    long idleSince = System.nanoTime();
    while (!closed) {
      if (work(worker)) {
        idleSince = System.nanoTime();
      } else if (System.nanoTime() - idleSince < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }

  /** Runs tasks of the round until none is left; returns whether it ran any. */
  private boolean work(int worker) {
    boolean worked = false;
    for (long ticket = tickets.get(); (int) ticket != 0; ticket = tickets.get()) {
      if (tickets.compareAndSet(ticket, ticket - 1)) {
        // The round cannot end before this task has, so task and count are this round's.
        try {
          task.run(worker, count - (int) ticket);
        } catch (Throwable e) {
          failure = e;
        }
        done.incrementAndGet();
        worked = true;
      }
    }
    return worked;
  }

  @Override
  public void close() {
    closed = true;
    for (Thread other : others) {
      LockSupport.unpark(other);
    }
  }
}
