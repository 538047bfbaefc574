package smilet.device.loop;

import java.util.Map;
import smilet.shared.model.Verdict;

/**
 * The counts and latencies of a run.
 *
 * @param frames frames that the sensor gave, and frames with a fault instead
 * @param missedDeadlines ticks that passed while an earlier frame was still being processed
 * @param readings frames per verdict; their sum and {@code faultyFrames} make {@code frames}
 * @param faultyFrames frames with a fault and no reading
 * @param faults how often a fault began
 * @param indicatorFaults calls of an indicator that failed
 * @param modelsTakenUp newly flashed models that the loop took up
 * @param modelsRefused newly flashed models that could not run
 * @param latencies per stage
 */
public record Summary(
    long frames,
    long missedDeadlines,
    Map<Verdict, Long> readings,
    long faultyFrames,
    long faults,
    long indicatorFaults,
    long modelsTakenUp,
    long modelsRefused,
    Map<Stage, Latency> latencies) {
  public Summary {
    readings = Map.copyOf(readings);
    latencies = Map.copyOf(latencies);
  }

  /** Frames that gave a reading. */
  public long readingCount() {
    return readings.values().stream().mapToLong(Long::longValue).sum();
  }
}
