package smilet.shared.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResamplerTest {
  @Test
  void frameOfTheGridsOwnSizeKeepsItsPixels() {
    for (int bits = 1; bits <= 16; bits++) {
      FrameFormat format = new FrameFormat(5, 4, bits);
      char[] pixels = randomPixels(format, new Random(bits));
      char[] cells = resample(format, new Grid(5, 4), pixels);
      for (int i = 0; i < cells.length; i++) {
        assertThat((int) cells[i]).isEqualTo(pixels[i] << (16 - bits));
      }
    }
  }

  @Test
  void cellIsTheExactMeanOfTheAreaItCovers() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      FrameFormat format =
          new FrameFormat(1 + random.nextInt(40), 1 + random.nextInt(40), 1 + random.nextInt(16));
      Grid grid = new Grid(1 + random.nextInt(40), 1 + random.nextInt(40));
      char[] pixels = randomPixels(format, random);
      assertThat(resample(format, grid, pixels)).isEqualTo(byDefinition(format, grid, pixels));
    }
  }

  @Test
  void fullScaleStaysFullScaleAtEverySize() {
    for (int side = 1; side <= Grid.MAX_SIDE; side++) {
      for (int bits : new int[] {1, 8, 16}) {
        FrameFormat format = new FrameFormat(side, Grid.MAX_SIDE + 1 - side, bits);
        char[] pixels = new char[format.pixelCount()];
        Arrays.fill(pixels, (char) format.fullScale());
        for (char cell : resample(format, new Grid(7, 128), pixels)) {
          assertThat((int) cell).isEqualTo(format.fullScale() << (16 - bits));
        }
      }
    }
  }

  @Test
  void divisionIsExactAtTheExtremesOfEveryWidth() {
    for (int width = 1; width <= FrameFormat.MAX_WIDTH; width++) {
      for (int height = 1; height <= FrameFormat.MAX_HEIGHT; height++) {
        long area = (long) width * height;
        double perArea = 1.0 / area;
        long most = area * 65535 + area / 2;
        for (long n : new long[] {0, area - 1, area, most - most % area - 1, most}) {
          assertThat((long) ((n + 0.5) * perArea)).isEqualTo(n / area);
        }
      }
    }
  }

  @Test
  void regionOfAFrameGivesTheCellsOfThatPartAlone() {
    Random random = new Random(8);
    for (int round = 0; round < 200; round++) {
      FrameFormat format = new FrameFormat(1 + random.nextInt(90), 1 + random.nextInt(90), 8);
      FrameFormat part = new FrameFormat(1 + random.nextInt(60), 1 + random.nextInt(60), 8);
      Grid grid = new Grid(1 + random.nextInt(40), 1 + random.nextInt(40));
      char[] pixels = randomPixels(format, random);
      int left = random.nextInt(-70, 100);
      int top = random.nextInt(-70, 100);
      char[] cells = new char[grid.cellCount()];
      new Resampler(format, grid.width(), grid.height())
          .resample(pixels, left, top, part.width(), part.height(), cells);
      assertThat(cells).isEqualTo(resample(part, grid, cut(format, pixels, left, top, part)));
    }
  }

  @Test
  void largestFramesHaveExactMeans() {
    FrameFormat format = new FrameFormat(640, 480, 8);
    char[] pixels = randomPixels(format, new Random(9));
    Grid grid = new Grid(3, 7);
    assertThat(resample(format, grid, pixels)).isEqualTo(byDefinition(format, grid, pixels));
    Arrays.fill(pixels, (char) 255);
    for (char cell : resample(format, new Grid(128, 128), pixels)) {
      assertThat((int) cell).isEqualTo(255 << 8);
    }
  }

  /** A region as a frame of its own; outside the frame is the nearest pixel. */
  private static char[] cut(
      FrameFormat format, char[] pixels, int left, int top, FrameFormat part) {
    char[] cut = new char[part.pixelCount()];
    for (int i = 0; i < cut.length; i++) {
      int x = Math.clamp(left + i % part.width(), 0, format.width() - 1);
      int y = Math.clamp(top + i / part.width(), 0, format.height() - 1);
      cut[i] = pixels[y * format.width() + x];
    }
    return cut;
  }

  private static char[] resample(FrameFormat format, Grid grid, char[] pixels) {
    char[] cells = new char[grid.cellCount()];
    new Resampler(format, grid.width(), grid.height()).resample(pixels, cells);
    return cells;
  }

  private static char[] randomPixels(FrameFormat format, Random random) {
    char[] pixels = new char[format.pixelCount()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (char) random.nextInt(format.fullScale() + 1);
    }
    return pixels;
  }

  /** Every pixel against every cell, in arbitrary precision. */
  private static char[] byDefinition(FrameFormat format, Grid grid, char[] pixels) {
    char[] cells = new char[grid.cellCount()];
    BigInteger area = BigInteger.valueOf(format.pixelCount());
    for (int cellY = 0; cellY < grid.height(); cellY++) {
      for (int cellX = 0; cellX < grid.width(); cellX++) {
        BigInteger sum = BigInteger.ZERO;
        for (int y = 0; y < format.height(); y++) {
          for (int x = 0; x < format.width(); x++) {
            long overlap =
                (long) overlap(x, grid.width(), cellX, format.width())
                    * overlap(y, grid.height(), cellY, format.height());
            sum = sum.add(BigInteger.valueOf(overlap * pixels[y * format.width() + x]));
          }
        }
        BigInteger doubled = sum.shiftLeft(16 - format.bits() + 1).add(area);
        cells[cellY * grid.width() + cellX] =
            (char) doubled.divide(area.shiftLeft(1)).intValueExact();
      }
    }
    return cells;
  }

  private static int overlap(int pixel, int cells, int cell, int pixels) {
    int begin = Math.max(pixel * cells, cell * pixels);
    int end = Math.min((pixel + 1) * cells, (cell + 1) * pixels);
    return Math.max(0, end - begin);
  }
}
