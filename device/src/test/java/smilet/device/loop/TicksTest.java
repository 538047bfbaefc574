package smilet.device.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TicksTest {
  private static final long START = 123_456_789_012L;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 30, 60, 999, 1000})
  void doesNotDriftOverAMillionFrames(int frequencyHz) {
    Ticks ticks = new Ticks(START, frequencyHz);
    for (long n = 0; n <= 1_000_000; n++) {
      long exact = START + n * 1_000_000_000L / frequencyHz;
      if (ticks.dueNanos() != exact || ticks.advance(exact) != 0) { // cheap, a million times
        throw new AssertionError("frame " + n + " is not due at " + exact + " ns");
      }
    }
  }

  @Test
  void countsMissedTicksAndQueuesNone() {
    Ticks ticks = new Ticks(START, 10);
    assertThat(ticks.advance(START + 99_999_999)).isZero();
    assertThat(ticks.dueNanos()).isEqualTo(START + 100_000_000);
    assertThat(ticks.advance(START + 450_000_000)).as("200, 300 and 400 ms").isEqualTo(3);
    assertThat(ticks.dueNanos()).isEqualTo(START + 500_000_000);
  }

  @Test
  void aTickThatIsDueExactlyNowIsNotMissed() {
    Ticks ticks = new Ticks(START, 10);
    assertThat(ticks.advance(START + 100_000_000)).isZero();
    assertThat(ticks.dueNanos()).isEqualTo(START + 100_000_000);
    assertThat(ticks.advance(START + 200_000_001)).isEqualTo(1);
  }

  @Test
  void theNextTickIsTheFirstOneNotYetOverAfterAnyDelay() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      int frequencyHz = 1 + random.nextInt(1000);
      long elapsed = random.nextLong(1L << (1 + random.nextInt(55)));
      Ticks ticks = new Ticks(START, frequencyHz);
      long missed = ticks.advance(START + elapsed);
      assertThat(ticks.dueNanos()).isGreaterThanOrEqualTo(START + elapsed);
      assertThat(ticks.dueNanos()).isEqualTo(due(missed + 1, frequencyHz));
      if (missed > 0) {
        assertThat(due(missed, frequencyHz)).isLessThan(START + elapsed);
      }
    }
  }

  @Test
  void refusesAFrequencyOutOfRange() {
    assertThatThrownBy(() -> new Ticks(START, 0)).hasMessageContaining("1 to 1000, were 0");
    assertThatThrownBy(() -> new Ticks(START, 1001)).hasMessageContaining("1 to 1000, were 1001");
  }

  private static long due(long tick, int frequencyHz) {
    BigInteger nanos = BigInteger.valueOf(tick).multiply(BigInteger.valueOf(1_000_000_000L));
    return START + nanos.divide(BigInteger.valueOf(frequencyHz)).longValueExact();
  }
}
