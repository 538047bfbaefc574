package smilet.trainer.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import smilet.shared.error.UserError;
import smilet.trainer.folds.FaceSource;
import smilet.trainer.folds.FoldResult;
import smilet.trainer.folds.FoldRunner;
import smilet.trainer.folds.FoldTraining;
import smilet.trainer.folds.FoldWatcher;

/**
 * Runs fold trainings as the tasks of one Spark job. Spark repeats the tasks of a worker that is
 * lost; an item gives the same bytes again. The results come in any order and are used in that of
 * the items.
 */
final class SparkRunner implements FoldRunner {
  /** How often the cluster is looked at while no result comes. */
  private static final long LOOK_MILLIS = 250;

  private final SparkContext spark;
  private final String address;
  private final FoldTask task;
  private final Duration patience;
  private final ExecutorWatch executors = new ExecutorWatch();
  private volatile boolean interrupted;

  SparkRunner(
      SparkContext spark, String address, FaceSource source, String facesHash, Duration patience) {
    this.spark = spark;
    this.address = address;
    this.task = new FoldTask(source, facesHash);
    this.patience = patience;
    spark.addSparkListener(executors);
  }

  /** An item's answer. */
  private record Arrival(int item, Answer answer) {}

  @Override
  public List<Optional<FoldResult>> run(List<FoldTraining> items, FoldWatcher watcher) {
    List<Optional<FoldResult>> results =
        new ArrayList<>(Collections.nCopies(items.size(), Optional.empty()));
    if (items.isEmpty() || interrupted) {
      return results;
    }
    BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    SimpleFutureAction<Boolean> job = submit(items, arrivals);
    try {
      for (int done = 0; done < items.size() && !interrupted; ) {
        Arrival arrival = arrivals.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (arrival != null) {
          FoldResult result = accepted(arrival.answer());
          results.set(arrival.item(), Optional.of(result));
          watcher.finished(arrival.item(), result);
          done++;
        } else {
          requireAlive(job, arrivals);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the thread that waits for the cluster was interrupted", e);
    } finally {
      job.cancel();
    }
    return results;
  }

  private SimpleFutureAction<Boolean> submit(
      List<FoldTraining> items, BlockingQueue<Arrival> arrivals) {
    try {
      RDD<FoldTraining> partitions =
          new JavaSparkContext(spark).parallelize(items, items.size()).rdd();
      return spark.submitJob(
          partitions,
          task,
          CollectionConverters.asScala(
                  IntStream.range(0, items.size()).<Object>mapToObj(i -> i).toList())
              .toSeq(),
          new AbstractFunction2<Object, Answer, BoxedUnit>() {
            @Override
            public BoxedUnit apply(Object item, Answer answer) {
              arrivals.add(new Arrival((Integer) item, answer));
              return BoxedUnit.UNIT;
            }
          },
          new AbstractFunction0<Boolean>() {
            @Override
            public Boolean apply() {
              return true;
            }
          });
    } catch (IllegalStateException stopped) {
      throw ended();
    }
  }

  private static FoldResult accepted(Answer answer) {
    return switch (answer) {
      case Answer.Done done -> done.result();
      case Answer.Refused refused -> throw new UserError(refused.message());
    };
  }

  private void requireAlive(SimpleFutureAction<Boolean> job, BlockingQueue<Arrival> arrivals) {
    if (job.isCompleted() && arrivals.isEmpty()) {
      job.value()
          .filter(outcome -> outcome.isFailure())
          .foreach(
              outcome -> {
                throw JobFailure.of(address, outcome.failed().get());
              });
    }
    if (spark.isStopped() || executors.ended()) {
      throw ended();
    }
    Optional<Duration> empty = executors.emptyFor();
    if (empty.isPresent() && empty.get().compareTo(patience) > 0) {
      throw new UserError(
          "the cluster %s has had no free worker for %s s; start one and run the command again"
              .formatted(address, patience.toSeconds()));
    }
  }

  private UserError ended() {
    return new UserError(
        "the cluster %s has ended the job; look at its master and run the command again"
            .formatted(address));
  }

  @Override
  public void interrupt() {
    interrupted = true;
  }

  @Override
  public void close() {
    interrupted = true;
    spark.stop();
  }
}
