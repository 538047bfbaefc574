package smilet.device.loop;

import java.util.Map;
import java.util.Optional;
import smilet.device.drift.Drift;
import smilet.shared.model.Verdict;

/**
 * The counts and latencies of a run.
 *
 * @param frames frames that the sensor gave, and frames with a fault instead
 * @param missedDeadlines ticks that passed while an earlier frame was still being processed
 * @param readings frames per verdict; their sum, {@code faultyFrames} and the frames with nobody
 *     make {@code frames}
 * @param faces what was found; empty if faces were not looked for
 * @param faultyFrames frames with a fault and no reading
 * @param faults how often a fault began
 * @param indicatorFaults calls of an indicator that failed
 * @param modelsTakenUp newly flashed models that the loop took up
 * @param modelsRefused newly flashed models that could not run
 * @param drift what had drifted at last, if anything
 * @param latencies per stage
 */
public record Summary(
    long frames,
    long missedDeadlines,
    Map<Verdict, Long> readings,
    Optional<Faces> faces,
    long faultyFrames,
    long faults,
    long indicatorFaults,
    long modelsTakenUp,
    long modelsRefused,
    Optional<Drift> drift,
    Map<Stage, Latency> latencies) {
  /**
   * What was found in frames in which faces were looked for.
   *
   * @param framesWithNobody frames without a face
   * @param most the most faces in a frame
   */
  public record Faces(long framesWithNobody, int most) {}

  public Summary {
    readings = Map.copyOf(readings);
    latencies = Map.copyOf(latencies);
  }

  /** Frames that gave a reading; that nobody is there is one, too. */
  public long readingCount() {
    return frames - faultyFrames;
  }

  /** Frames with a reading of at least one face, or of the whole frame. */
  public long classifiedCount() {
    return readings.values().stream().mapToLong(Long::longValue).sum();
  }
}
