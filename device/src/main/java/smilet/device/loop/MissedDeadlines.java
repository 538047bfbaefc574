package smilet.device.loop;

import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import smilet.device.clock.Clock;

/**
 * Says that the device is too slow if more than a tenth of the ticks of a minute passed while an
 * earlier frame was still being processed. It judges each minute when that has ended. One thread
 * asks.
 */
public final class MissedDeadlines implements ProblemSource {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final LongSupplier missed;
  private final int framesPerSecond;
  private final Clock clock;
  private long begunNanos;
  private long before;
  private Optional<String> problem = Optional.empty();

  /**
   * @param missed gives the count of all missed ticks so far
   * @param framesPerSecond ticks per second
   */
  public MissedDeadlines(LongSupplier missed, int framesPerSecond, Clock clock) {
    this.missed = missed;
    this.framesPerSecond = framesPerSecond;
    this.clock = clock;
    begunNanos = clock.nanoTime();
  }

  @Override
  public Optional<String> problem() {
    long nanos = clock.nanoTime() - begunNanos;
    if (nanos >= MINUTE_NANOS) {
      long ticks = Math.max(1, Math.round(nanos * 1e-9 * framesPerSecond));
      long percent = (missed.getAsLong() - before) * 100 / ticks;
      problem =
          percent <= 10
              ? Optional.empty()
              : Optional.of(
                  String.format(
                      Locale.ROOT,
                      "the device is too slow: it missed %d %% of the last minute's frames",
                      percent));
      before = missed.getAsLong();
      begunNanos += nanos;
    }
    return problem;
  }
}
