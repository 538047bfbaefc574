package smilet.device.loop;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import smilet.device.drift.Drift;
import smilet.device.indicator.Reading;
import smilet.shared.model.Verdict;

/**
 * The loop's counts and latencies. The loop writes; any thread may ask for a summary, even while
 * the loop hangs in a sensor. The locks are nearly always free and allocate nothing.
 */
public final class Statistics {
  /** Longer latencies are counted as one minute. */
  private static final long MAX_NANOS = 60_000_000_000L;

  /** With 2 digits a latency is exact to 1 %, and a histogram takes 60 KB. */
  private static final int DIGITS = 2;

  private final Map<Stage, Histogram> latencies = new EnumMap<>(Stage.class);
  private final Map<Verdict, AtomicLong> readings = new EnumMap<>(Verdict.class);
  private long frames;
  private long missedDeadlines;
  private long faultyFrames;
  private long faults;
  private long indicatorFaults;
  private long modelsTakenUp;
  private long modelsRefused;
  private boolean looksForFaces;
  private long framesWithNobody;
  private int mostFaces;
  private Optional<Drift> drift = Optional.empty();

  public Statistics() {
    for (Stage stage : Stage.values()) {
      latencies.put(stage, new Histogram(MAX_NANOS, DIGITS));
    }
    for (Verdict verdict : Verdict.values()) {
      readings.put(verdict, new AtomicLong());
    }
  }

  synchronized void latency(Stage stage, long nanos) {
    latencies.get(stage).recordValue(Math.clamp(nanos, 0, MAX_NANOS));
  }

  /** Says that faces are looked for in the frames, so that they are counted. */
  synchronized void looksForFaces() {
    looksForFaces = true;
  }

  synchronized void reading(Reading reading) {
    frames++;
    mostFaces = Math.max(mostFaces, reading.faceCount());
    if (reading.isNobody()) {
      framesWithNobody++;
    } else {
      readings.get(reading.verdict()).incrementAndGet();
    }
  }

  synchronized void faultyFrame(boolean first) {
    frames++;
    faultyFrames++;
    faults += first ? 1 : 0;
  }

  synchronized void missedDeadlines(long count) {
    missedDeadlines += count;
  }

  /** How many ticks passed while an earlier frame was still being processed. */
  public synchronized long missedDeadlines() {
    return missedDeadlines;
  }

  synchronized void indicatorFault() {
    indicatorFaults++;
  }

  synchronized void modelTakenUp() {
    modelsTakenUp++;
  }

  synchronized void modelRefused() {
    modelsRefused++;
  }

  /** Takes what has drifted now; null if nothing has. */
  synchronized void drift(Drift now) {
    drift = Optional.ofNullable(now);
  }

  /** What has drifted, if anything has. */
  public synchronized Optional<Drift> drift() {
    return drift;
  }

  synchronized long frames() {
    return frames;
  }

  private static Latency latency(Histogram histogram) {
    long count = histogram.getTotalCount();
    return new Latency(
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getMaxValue(),
        Math.round(histogram.getStdDeviation()),
        count,
        Math.round(histogram.getMean() * count),
        Latency.BOUNDS_NANOS.stream()
            .map(bound -> histogram.getCountBetweenValues(0, bound))
            .toList());
  }

  /** Everything so far. */
  public synchronized Summary summary() {
    Map<Verdict, Long> byVerdict = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      byVerdict.put(verdict, readings.get(verdict).get());
    }
    Map<Stage, Latency> byStage = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      if (stage == Stage.FIND && !looksForFaces) {
        continue;
      }
      Histogram histogram = latencies.get(stage);
      byStage.put(stage, latency(histogram));
    }
    return new Summary(
        frames,
        missedDeadlines,
        byVerdict,
        looksForFaces
            ? Optional.of(new Summary.Faces(framesWithNobody, mostFaces))
            : Optional.empty(),
        faultyFrames,
        faults,
        indicatorFaults,
        modelsTakenUp,
        modelsRefused,
        drift,
        byStage);
  }
}
