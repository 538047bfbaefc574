package smilet.trainer.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Which executors the cluster has given. Without any, Spark would wait for ever. */
final class ExecutorWatch extends SparkListener {
  private final Set<String> present = new HashSet<>();
  private long emptySinceNanos = System.nanoTime();
  private boolean ended;

  @Override
  public synchronized void onExecutorAdded(SparkListenerExecutorAdded event) {
    present.add(event.executorId());
  }

  @Override
  public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    if (present.remove(event.executorId()) && present.isEmpty()) {
      emptySinceNanos = System.nanoTime();
    }
  }

  @Override
  public synchronized void onApplicationEnd(SparkListenerApplicationEnd event) {
    ended = true;
  }

  /** Whether the cluster has ended this application. */
  synchronized boolean ended() {
    return ended;
  }

  /** How long there has been no executor; empty if there is one. */
  synchronized Optional<Duration> emptyFor() {
    return present.isEmpty()
        ? Optional.of(Duration.ofNanos(System.nanoTime() - emptySinceNanos))
        : Optional.empty();
  }
}
