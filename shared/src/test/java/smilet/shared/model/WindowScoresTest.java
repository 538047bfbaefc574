package smilet.shared.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;

final class WindowScoresTest {
  @Test
  void everyScoreIsTheLogitOfItsWindowAlone() {
    Random random = new Random(1);
    for (int round = 0; round < 100; round++) {
      Model model = RandomModels.window(random);
      int side = model.grid().width();
      int maxWidth = side + random.nextInt(120);
      int maxHeight = side + random.nextInt(90);
      WindowScores scores = new WindowScores(model, maxWidth, maxHeight);
      for (int picture = 0; picture < 3; picture++) {
        int width = side + random.nextInt(maxWidth - side + 1);
        int height = side + random.nextInt(maxHeight - side + 1);
        assertSameBits(model, scores, width, height, random);
      }
    }
  }

  private static void assertSameBits(
      Model model, WindowScores scores, int width, int height, Random random) {
    int pitch = width + random.nextInt(5);
    int offset = random.nextInt(7);
    byte[] inputs = RandomModels.inputs(offset + pitch * height, random);
    int across = scores.across(width);
    int down = scores.down(height);
    int[] fast = new int[across * down];
    scores.compute(inputs, offset, pitch, width, height, fast);
    PlainInference plain = new PlainInference(model);
    int side = model.grid().width();
    byte[] window = new byte[side * side];
    for (int i = 0; i < fast.length; i++) {
      int from = offset + i / across * scores.stride() * pitch + i % across * scores.stride();
      for (int row = 0; row < side; row++) {
        System.arraycopy(inputs, from + row * pitch, window, row * side, side);
      }
      assertThat(fast[i]).isEqualTo(plain.logitQ16(window, 0));
    }
  }

  @Test
  void paddedConvolutionsAreRefused() {
    Shape input = new Shape(9, 9, 1);
    Convolution padded = new Convolution(input, 3, 1, new byte[9], new int[1], new int[] {1}, 0);
    Dense dense = new Dense(padded.output(), new byte[81], 0, 1, 0);
    Model model = new Model(new Grid(9, 9), Normalisation.CONTRAST, List.of(padded, dense));
    assertThatThrownBy(() -> new WindowScores(model, 640, 480))
        .hasMessage("the convolutions of a window must not be padded");
  }

  @Test
  void picturesThatAreTooSmallOrTooLargeAreRefused() {
    Model model = RandomModels.window(new Random(3));
    int side = model.grid().width();
    WindowScores scores = new WindowScores(model, 60, 50);
    for (int[] size : new int[][] {{side - 1, 50}, {60, side - 1}, {61, 50}, {60, 51}}) {
      assertThatThrownBy(
              () -> scores.compute(new byte[61 * 51], 0, size[0], size[0], size[1], new int[900]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the picture must be " + side + "x" + side + " to 60x50 cells");
    }
  }
}
