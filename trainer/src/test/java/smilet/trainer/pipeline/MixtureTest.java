package smilet.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.Split;

class MixtureTest {
  private static Dataset faces(int count, int shade) {
    Dataset.Collector collector = new Dataset.Collector(count);
    for (int i = 0; i < count; i++) {
      Frame frame = new Frame(new FrameFormat(2, 2, 8));
      Arrays.fill(frame.pixels(), (char) shade);
      collector.put(i, shade + "/" + i, i % 2 == 0, i, frame);
    }
    return collector.finish();
  }

  @Test
  void fewRealFacesAreRepeatedAndManyAreNot() {
    assertThat(Mixture.timesPerRealFace(50, 8_000)).isEqualTo(8);
    assertThat(Mixture.timesPerRealFace(200, 8_000)).isEqualTo(4);
    assertThat(Mixture.timesPerRealFace(1_000, 8_000)).isEqualTo(2);
    assertThat(Mixture.timesPerRealFace(10_000, 20_000)).isEqualTo(1);
    assertThat(Mixture.timesPerRealFace(10_000, 1)).isEqualTo(1);
    assertThat(Mixture.timesPerRealFace(0, 100)).isPositive();
  }

  @Test
  void learnsFromRealAndRenderedFacesAndHoldsOutRealOnesOnly() {
    Dataset real = faces(6, 10);
    Dataset rendered = faces(60, 200);
    Split split = new Split(new int[] {0, 1, 2, 3}, new int[] {4, 5});
    Mixture mixture = Mixture.of(real, split, rendered);
    assertThat(mixture.data().size()).isEqualTo(66);
    assertThat(mixture.split().heldOut()).containsExactly(4, 5);
    int times = Mixture.timesPerRealFace(4, 60);
    assertThat(times).isEqualTo(3);
    for (int face = 0; face < 66; face++) {
      int wanted = face;
      long found = Arrays.stream(mixture.split().training()).filter(i -> i == wanted).count();
      assertThat(found).isEqualTo(face < 4 ? times : face < 6 ? 0 : 1);
    }
    Dataset.Reader reader = mixture.data().reader();
    assertThat((int) reader.frame(3).pixels()[0]).isEqualTo(10);
    assertThat((int) reader.frame(6).pixels()[0]).isEqualTo(200);
  }
}
