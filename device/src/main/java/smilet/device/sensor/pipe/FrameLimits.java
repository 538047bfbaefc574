package smilet.device.sensor.pipe;

import java.util.Locale;

/**
 * How long frames may take before that is a fault.
 *
 * @param firstNanos from the start of the source to its first frame
 * @param nextNanos from each frame to the next one
 */
public record FrameLimits(long firstNanos, long nextNanos) {
  /** Long enough for a camera that sets up slowly, or that exposes for seconds at night. */
  public static final FrameLimits USUAL = new FrameLimits(15_000_000_000L, 10_000_000_000L);

  public FrameLimits {
    if (firstNanos < 1 || nextNanos < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "limits must be positive, were %d ns and %d ns", firstNanos, nextNanos));
    }
  }
}
