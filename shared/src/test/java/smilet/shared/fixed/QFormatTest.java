package smilet.shared.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QFormatTest {
  @Test
  void oneIsTwoToTheNumberOfBits() {
    assertThat(Q15.ONE).isEqualTo(32768);
    assertThat(Q15.HALF).isEqualTo(16384);
    assertThat(Q16.ONE).isEqualTo(65536);
  }

  @Test
  void everyProbabilityIsConvertedExactly() {
    for (int raw = 0; raw <= 32768; raw++) {
      assertThat(Q15.toDouble(raw)).isEqualTo(raw * 0x1p-15);
      assertThat(Q15.toPercent(raw) * 32768).isEqualTo(raw * 100.0);
    }
  }

  @Test
  void logitsAreConvertedExactly() {
    for (int raw : new int[] {Integer.MIN_VALUE, -65536, -1, 0, 1, 65535, Integer.MAX_VALUE}) {
      assertThat(Q16.toDouble(raw)).isEqualTo(raw * 0x1p-16);
    }
  }
}
