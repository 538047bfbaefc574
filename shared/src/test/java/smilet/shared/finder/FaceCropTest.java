package smilet.shared.finder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

final class FaceCropTest {
  private final Frame frame = new Frame(new FrameFormat(320, 240, 8));
  private final Frame crop = new Frame(new FrameFormat(1, 1, 8));

  FaceCropTest() {
    for (int i = 0; i < frame.pixels().length; i++) {
      frame.pixels()[i] = (char) ((i % 320 + 3 * (i / 320)) & 0xff);
    }
  }

  @Test
  void theSquareHasTheMiddleOfTheBox() {
    assertThat(FaceCrop.side(100, 114)).isEqualTo(114);
    assertThat(FaceCrop.begin(50, 100, 114)).isEqualTo(43);
    assertThat(FaceCrop.begin(0, 100, 115)).isEqualTo(-8);
    assertThat(FaceCrop.side(48, 50)).isEqualTo(24);
    assertThat(FaceCrop.begin(10, 48, 24)).isEqualTo(22);
    assertThat(FaceCrop.side(480, 300)).isEqualTo(480);
  }

  @Test
  void pixelsAreCopiedAsTheyAre() {
    FaceCrop.copy(frame, 30, 40, 100, 100, crop);
    assertThat(crop.format()).isEqualTo(new FrameFormat(100, 100, 8));
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 100; x++) {
        assertThat(crop.pixel(x, y)).isEqualTo(frame.pixel(30 + x, 40 + y));
      }
    }
  }

  @Test
  void aLargeSquareIsMadeSmallerAndOneAtTheEdgeIsFilled() {
    FaceCrop.copy(frame, 0, 0, 240, 114, crop);
    assertThat(crop.format()).isEqualTo(new FrameFormat(128, 128, 8));
    crop.requireInRange();
    FaceCrop.copy(frame, 0, 0, 50, 200, crop);
    assertThat(crop.pixel(0, 0)).isEqualTo(frame.pixel(0, 0));
    assertThat(crop.pixel(99, 99)).isEqualTo(frame.pixel(74, 74));
  }
}
