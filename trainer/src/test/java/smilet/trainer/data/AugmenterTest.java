package smilet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

class AugmenterTest {
  private static final Augmentation NOTHING = new Augmentation(false, 0, 0, 0, 0, 0, 0, 0, 1);

  @Test
  void withoutAnyChangeAViewIsTheFrameItself() {
    Frame source = gradient(new FrameFormat(12, 9, 8));
    Frame view = new Augmenter(NOTHING, new Grid(12, 9)).view(source, 0, 1);
    for (int i = 0; i < source.pixels().length; i++) {
      assertThat((int) view.pixels()[i]).isCloseTo(source.pixels()[i] * 65535 / 255, within(257));
    }
  }

  @Test
  void aFlatFrameStaysFlatForAnyTurnAndMove() {
    Augmentation wild = new Augmentation(true, 180, 1, 0.5, 0.9, 0, 0, 0, 3);
    Frame source = new Frame(new FrameFormat(64, 20, 8));
    Arrays.fill(source.pixels(), (char) 100);
    Augmenter augmenter = new Augmenter(wild, new Grid(15, 17));
    for (int iteration = 1; iteration <= 200; iteration++) {
      for (char pixel : augmenter.view(source, 5, iteration).pixels()) {
        assertThat((int) pixel).isEqualTo(100 * 65535 / 255);
      }
    }
  }

  @Test
  void aViewDependsOnlyOnFaceAndIteration() {
    Frame source = gradient(new FrameFormat(64, 64, 8));
    Augmenter used = new Augmenter(Augmentation.usual(1), new Grid(32, 32));
    used.view(source, 8, 3);
    used.view(gradient(new FrameFormat(100, 90, 10)), 9, 3);
    char[] again = used.view(source, 7, 2).pixels().clone();
    Augmenter fresh = new Augmenter(Augmentation.usual(1), new Grid(32, 32));
    assertThat(fresh.view(source, 7, 2).pixels()).isEqualTo(again);
    assertThat(fresh.view(source, 7, 3).pixels()).isNotEqualTo(again);
    assertThat(fresh.view(source, 6, 2).pixels()).isNotEqualTo(again);
  }

  private static Frame gradient(FrameFormat format) {
    Frame frame = new Frame(format);
    for (int i = 0; i < frame.pixels().length; i++) {
      frame.pixels()[i] = (char) (i * 7 % (format.fullScale() + 1));
    }
    return frame;
  }
}
