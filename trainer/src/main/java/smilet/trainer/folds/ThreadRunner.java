package smilet.trainer.folds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import smilet.trainer.descent.DescentListener;
import smilet.trainer.descent.Iteration;
import smilet.trainer.network.Network;

/**
 * Runs fold trainings on the threads of this machine. If there are at least as many items as
 * threads, each thread trains an item by itself, because threads that share a batch wait for each
 * other; otherwise all threads train one item after the other.
 */
public final class ThreadRunner implements FoldRunner {
  private final TrainingFaces faces;
  private final int threads;
  private final Set<FoldRun> running = ConcurrentHashMap.newKeySet();
  private volatile boolean interrupted;

  /**
   * @param threads 1 or more; changes only the time that trainings take
   */
  public ThreadRunner(TrainingFaces faces, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, was " + threads);
    }
    this.faces = faces;
    this.threads = threads;
  }

  /** A runner with a thread per processor. */
  public static ThreadRunner usual(TrainingFaces faces) {
    return new ThreadRunner(faces, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public List<Optional<FoldResult>> run(List<FoldTraining> items, FoldWatcher watcher) {
    int lanes = items.size() >= threads ? Math.min(threads, lanesInMemory(items)) : 1;
    int perItem = lanes == 1 ? threads : 1;
    Object turn = new Object();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            lanes, Thread.ofPlatform().daemon().name("fold-", 1).factory());
    try {
      List<Future<Optional<FoldResult>>> futures = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        int item = i;
        futures.add(pool.submit(() -> run(item, items.get(item), perItem, watcher, turn)));
      }
      return results(futures);
    } finally {
      stopAll();
      pool.shutdownNow();
    }
  }

  /** How many items fit in memory at a time: their inputs may take a quarter of the heap. */
  private int lanesInMemory(List<FoldTraining> items) {
    long most = 1;
    for (FoldTraining item : items) {
      most = Math.max(most, item.plan().architecture().grid().cellCount());
    }
    int rendered = faces.rendered().map(data -> data.size()).orElse(0);
    long bytes = most * (faces.real().size() + rendered);
    return Math.clamp(Runtime.getRuntime().maxMemory() / 4 / bytes, 1, Integer.MAX_VALUE);
  }

  private Optional<FoldResult> run(
      int number, FoldTraining item, int perItem, FoldWatcher watcher, Object turn) {
    if (interrupted) {
      return Optional.empty();
    }
    FoldRun run = item.prepare(faces, perItem);
    running.add(run);
    try {
      if (interrupted) {
        return Optional.empty();
      }
      Optional<FoldResult> result = run.run(new Shares(number, watcher, turn));
      synchronized (turn) {
        result.ifPresent(found -> watcher.finished(number, found));
      }
      return result;
    } finally {
      running.remove(run);
    }
  }

  private static List<Optional<FoldResult>> results(List<Future<Optional<FoldResult>>> futures) {
    List<Optional<FoldResult>> results = new ArrayList<>();
    try {
      for (Future<Optional<FoldResult>> future : futures) {
        results.add(future.get());
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the thread that waits for trainings was interrupted", e);
    }
    return results;
  }

  @Override
  public void interrupt() {
    interrupted = true;
    stopAll();
  }

  private void stopAll() {
    running.forEach(FoldRun::interrupt);
  }

  @Override
  public void close() {
    interrupt();
  }

  /** Passes on how much of an item is done. */
  private record Shares(int item, FoldWatcher watcher, Object turn) implements DescentListener {
    @Override
    public void iterationDone(Iteration iteration, Network network) {}

    @Override
    public void batchDone(double share, double loss) {
      synchronized (turn) {
        watcher.advanced(item, share);
      }
    }
  }
}
