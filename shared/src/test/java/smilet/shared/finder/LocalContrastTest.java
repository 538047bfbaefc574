package smilet.shared.finder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LocalContrastTest {
  @Test
  void inputIsTheContrastToTheSquareAround() {
    Random random = new Random(1);
    double worst = 0;
    for (int round = 0; round < 200; round++) {
      int width = 1 + random.nextInt(40);
      int height = 1 + random.nextInt(40);
      char[] cells = picture(width, height, random);
      byte[] inputs = new byte[width * height];
      new LocalContrast(40).apply(cells, width, height, inputs);
      for (int i = 0; i < inputs.length; i++) {
        double exact = Math.clamp(byDefinition(cells, width, height, i), -127.0, 127.0);
        worst = Math.max(worst, Math.abs(inputs[i] - exact));
      }
    }
    assertThat(worst).isBetween(0.45, 0.5 + 127 * 0.0011);
  }

  @Test
  void flatPicturesHaveNoContrastAndExtremesSaturate() {
    char[] cells = new char[40 * 30];
    byte[] inputs = new byte[cells.length];
    for (int value : new int[] {0, 255 << 8, 0xffff}) {
      Arrays.fill(cells, (char) value);
      Arrays.fill(inputs, (byte) 1);
      new LocalContrast(40).apply(cells, 40, 30, inputs);
      assertThat(inputs).containsOnly(0);
    }
    cells[15 * 40 + 20] = 0;
    new LocalContrast(40).apply(cells, 40, 30, inputs);
    assertThat(inputs[15 * 40 + 20]).isEqualTo((byte) -127);
  }

  /** From noise over steps to gradients, so that deviations of all sizes occur. */
  private static char[] picture(int width, int height, Random random) {
    int level = random.nextInt(256);
    int noise = 1 << random.nextInt(9);
    char[] cells = new char[width * height];
    for (int i = 0; i < cells.length; i++) {
      int value = Math.clamp(level + random.nextInt(noise) - noise / 2, 0, 255);
      cells[i] = (char) (value << 8 | random.nextInt(256));
    }
    return cells;
  }

  private static double byDefinition(char[] cells, int width, int height, int cell) {
    int radius = LocalContrast.RADIUS;
    int count = 0;
    double sum = 0;
    double squares = 0;
    for (int y = cell / width - radius; y <= cell / width + radius; y++) {
      for (int x = cell % width - radius; x <= cell % width + radius; x++) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
          int value = cells[y * width + x] >> 8;
          count++;
          sum += value;
          squares += value * value;
        }
      }
    }
    double mean = sum / count;
    double variance = squares / count - mean * mean;
    double noise = LocalContrast.NOISE * LocalContrast.NOISE;
    return 32 * ((cells[cell] >> 8) - mean) / Math.sqrt(variance + noise);
  }
}
