package smilet.shared.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

class FacePainterTest {
  private static final FrameFormat FORMAT = new FrameFormat(32, 32, 8);

  @Test
  void aSeedDrawsTheSamePixelsOnEveryCpu() {
    CRC32 crc = new CRC32();
    Frame frame = new Frame(FORMAT);
    for (int seed = 0; seed < 20; seed++) {
      FacePainter painter = new FacePainter(seed);
      for (double mouth = -1; mouth <= 1; mouth += 0.5) {
        painter.turn(seed * 100L + (long) (mouth * 10));
        painter.paint(frame, mouth);
        for (char pixel : frame.pixels()) {
          crc.update(pixel);
        }
      }
    }
    assertThat(crc.getValue()).isEqualTo(2_889_355_908L);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 5, 1", "8, 8, 4", "24, 32, 12", "64, 64, 8", "128, 128, 16"})
  void everyFormatHoldsAFaceWithinItsRange(int width, int height, int bits) {
    Frame frame = new Frame(new FrameFormat(width, height, bits));
    new FacePainter(7).paint(frame, 1);
    frame.requireInRange();
  }

  @Test
  void aSmileRaisesTheCornersOfTheMouth() {
    // Averaged over many people, a frown and a grin differ in the lower half.
    long[] difference = new long[2];
    Frame frown = new Frame(FORMAT);
    Frame grin = new Frame(FORMAT);
    for (int seed = 0; seed < 50; seed++) {
      FacePainter painter = new FacePainter(seed);
      painter.paint(frown, -1);
      painter.turn(seed); // the same noise again
      painter.paint(grin, 1);
      for (int i = 0; i < frown.pixels().length; i++) {
        difference[i / (frown.pixels().length / 2)] +=
            Math.abs(frown.pixels()[i] - grin.pixels()[i]);
      }
    }
    assertThat(difference[1]).isGreaterThan(3 * difference[0]);
  }

  @Test
  void noiseIsFreshInEveryFrameAndRepeatsAfterTheSameTurn() {
    FacePainter painter = new FacePainter(3);
    Frame first = new Frame(FORMAT);
    Frame second = new Frame(FORMAT);
    painter.paint(first, 0);
    painter.paint(second, 0);
    assertThat(second.pixels()).isNotEqualTo(first.pixels());
    painter.turn(3);
    painter.paint(second, 0);
    assertThat(second.pixels()).isEqualTo(first.pixels());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1.01, 1.01, Double.NaN})
  void aMouthBeyondFrownOrGrinIsRefused(double mouth) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FacePainter(1).paint(new Frame(FORMAT), mouth))
        .withMessageContaining("mouth must be -1 to 1, was " + mouth);
  }
}
