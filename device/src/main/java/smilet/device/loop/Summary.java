package smilet.device.loop;

import java.util.Map;
import smilet.shared.model.Verdict;

/**
 * What a run came to.
 *
 * @param frames frames the loop asked the sensor for and got, or got a fault instead
 * @param missedDeadlines ticks that passed while an earlier frame was still worked on
 * @param readings frames of each verdict; together with {@code faultyFrames} they make {@code
 *     frames}
 * @param faultyFrames frames that gave a fault and no reading
 * @param faults how often faultless became faulty
 * @param indicatorFaults calls of an indicator that failed
 * @param modelsTakenUp newly flashed models taken up while running
 * @param modelsRefused newly flashed models that could not be run, and were gone back from
 * @param latencies of every stage
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
