package smilet.shared.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FrameTest {
  @Test
  void formatsOutOfRangeAreRefusedWithTheRuleAndTheValue() {
    assertThatThrownBy(() -> new FrameFormat(0, 3, 8))
        .hasMessage("frame width must be 1 to 640, was 0");
    assertThatThrownBy(() -> new FrameFormat(3, 481, 8))
        .hasMessage("frame height must be 1 to 480, was 481");
    assertThatThrownBy(() -> new FrameFormat(3, 129, 9))
        .hasMessage(
            "frames of more than 128x128 pixels must have 1 to 8 bits per pixel, were 3x129 with"
                + " 9");
    assertThatThrownBy(() -> new FrameFormat(3, 3, 17))
        .hasMessage("bits per pixel must be 1 to 16, was 17");
  }

  @Test
  void gridIsReadAsItIsWritten() {
    assertThat(Grid.parse("12x8")).isEqualTo(new Grid(12, 8)).hasToString("12x8");
    for (String bad : new String[] {"", "12", "12x", "x12", "12x12x1", "twelve", "12.5x3"}) {
      assertThatThrownBy(() -> Grid.parse(bad)).hasMessageContaining("a grid is WIDTHxHEIGHT");
    }
    assertThatThrownBy(() -> Grid.parse("200x3"))
        .hasMessage("grid width must be 1 to 128, was 200");
  }

  @Test
  void pixelsAreUnsignedAndFoundByColumnAndRow() {
    Frame frame = new Frame(new FrameFormat(3, 2, 16));
    frame.pixels()[5] = 65535;
    assertThat(frame.pixel(2, 1)).isEqualTo(65535);
    assertThatThrownBy(() -> frame.pixel(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void copyTakesPixelsAndTimeButOnlyOfTheSameFormat() {
    Frame from = new Frame(new FrameFormat(2, 1, 8));
    from.pixels()[1] = 9;
    from.captureNanos(77);
    Frame to = new Frame(new FrameFormat(2, 1, 8));
    to.copyFrom(from);
    assertThat(to.pixel(1, 0)).isEqualTo(9);
    assertThat(to.captureNanos()).isEqualTo(77);
    assertThatThrownBy(() -> new Frame(new FrameFormat(1, 2, 8)).copyFrom(from))
        .hasMessage("frame is 1x2 8 bit, was given 2x1 8 bit");
  }

  @Test
  void pixelAboveFullScaleIsFoundByName() {
    Frame frame = new Frame(new FrameFormat(2, 2, 6));
    frame.requireInRange();
    frame.pixels()[3] = 64;
    assertThatThrownBy(frame::requireInRange).hasMessage("pixel (1, 1) must be 0 to 63, was 64");
  }

  @Test
  void preprocessorRefusesFramesOfAnotherFormat() {
    Preprocessor preprocessor =
        new Preprocessor(new FrameFormat(4, 4, 8), new Grid(2, 2), Normalisation.CONTRAST);
    assertThatThrownBy(() -> preprocessor.apply(new Frame(new FrameFormat(4, 4, 10)), new byte[4]))
        .hasMessage("frames must be 4x4 8 bit, was 4x4 10 bit");
    assertThatThrownBy(() -> preprocessor.apply(new Frame(new FrameFormat(4, 4, 8)), new byte[5]))
        .hasMessage("inputs must be 4 long, were 5");
  }
}
