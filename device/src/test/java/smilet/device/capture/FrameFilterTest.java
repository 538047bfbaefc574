package smilet.device.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import smilet.device.capture.FrameFilter.Verdict;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

class FrameFilterTest {
  private static final FrameFormat CAMERA = new FrameFormat(64, 64, 8);

  private final FrameFilter filter = new FrameFilter();
  private final Frame frame = new Frame(CAMERA);

  @BeforeEach
  void begin() {
    filter.beginBurst();
  }

  /** Grey patches of 4 x 4 pixels, as different as the edges of a face. */
  private void patches(long seed, int least, int most) {
    patches(4, seed, least, most);
  }

  private void patches(int side, long seed, int least, int most) {
    int width = frame.format().width();
    int[] greys = new SplittableRandom(seed).ints(frame.pixels().length, least, most).toArray();
    for (int i = 0; i < frame.pixels().length; i++) {
      frame.pixels()[i] = (char) greys[i / width / side * width + i % width / side];
    }
  }

  private void noise(int amplitude) {
    SplittableRandom random = new SplittableRandom(99);
    for (int i = 0; i < frame.pixels().length; i++) {
      int noisy = frame.pixels()[i] + random.nextInt(-amplitude, amplitude + 1);
      frame.pixels()[i] = (char) Math.clamp(noisy, 0, frame.format().fullScale());
    }
  }

  private void blur(int radius) {
    int width = frame.format().width();
    char[] sharp = frame.pixels().clone();
    for (int i = 0; i < sharp.length; i++) {
      int sum = 0;
      int count = 0;
      for (int dy = -radius; dy <= radius; dy++) {
        for (int dx = -radius; dx <= radius; dx++) {
          int x = i % width + dx;
          int y = i / width + dy;
          if (x >= 0 && x < width && y >= 0 && y < frame.format().height()) {
            sum += sharp[y * width + x];
            count++;
          }
        }
      }
      frame.pixels()[i] = (char) (sum / count);
    }
  }

  @Test
  void aSharpBrightFrameIsKept() {
    patches(1, 40, 220);
    assertThat(filter.judge(frame)).isEqualTo(Verdict.KEPT);
    patches(2, 40, 220);
    assertThat(filter.judge(frame)).isEqualTo(Verdict.KEPT);
  }

  @Test
  void aNearCopyIsLeftOutUntilTheNextBurst() {
    patches(1, 40, 220);
    assertThat(filter.judge(frame)).isEqualTo(Verdict.KEPT);
    noise(2);
    assertThat(filter.judge(frame)).isEqualTo(Verdict.NEAR_COPY);
    patches(2, 40, 220);
    assertThat(filter.judge(frame)).isEqualTo(Verdict.KEPT);
    patches(1, 40, 220);
    assertThat(filter.judge(frame)).as("also of an earlier one").isEqualTo(Verdict.NEAR_COPY);
    filter.beginBurst();
    assertThat(filter.judge(frame)).isEqualTo(Verdict.KEPT);
  }

  @Test
  void badLightIsSaid() {
    patches(1, 0, 20);
    assertThat(filter.judge(frame)).isEqualTo(Verdict.TOO_DARK);
    patches(1, 200, 356);
    noise(0); // limits it to white
    assertThat(filter.judge(frame)).isEqualTo(Verdict.TOO_BRIGHT);
    patches(1, 126, 130);
    assertThat(filter.judge(frame)).isEqualTo(Verdict.FLAT);
  }

  @Test
  void aBlurredFrameIsLeftOut() {
    patches(16, 1, 40, 220);
    assertThat(filter.judge(frame)).isEqualTo(Verdict.KEPT);
    blur(5);
    assertThat(filter.judge(frame)).isEqualTo(Verdict.BLURRED);
  }

  @Test
  void aFrozenSensorIsSaid() {
    patches(1, 40, 220);
    Verdict last = Verdict.KEPT;
    for (int i = 0; i < 12; i++) {
      last = filter.judge(frame);
    }
    assertThat(last).isEqualTo(Verdict.FROZEN);
    assertThat(last.words()).contains("same picture");
  }

  @Test
  void aGridOfPhotodiodesIsNotCalledBlurred() {
    Frame small = new Frame(new FrameFormat(8, 8, 10));
    for (int i = 0; i < 64; i++) {
      small.pixels()[i] = (char) (200 + 10 * i);
    }
    assertThat(filter.judge(small)).isEqualTo(Verdict.KEPT);
    Arrays.fill(small.pixels(), (char) 500);
    assertThat(filter.judge(small)).isEqualTo(Verdict.FLAT);
  }
}
