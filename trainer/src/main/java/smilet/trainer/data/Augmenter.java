package smilet.trainer.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import smilet.shared.fixed.Q16;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

/**
 * Computes augmented views of a frame, with the size of the grid and 16 bits: the frame is turned,
 * scaled, moved and mirrored by bilinear sampling, then lit unevenly and made noisy. Outside the
 * frame, its edge pixels continue. For use by one thread, because it reuses its memory.
 */
final class Augmenter {
  private final Augmentation augmentation;
  private final Frame view;
  private final int[] light;

  /** The source with continued edges; see {@link #pad}. */
  private char[] padded = new char[0];

  private int paddedRow;
  private int paddedOrigin;

  Augmenter(Augmentation augmentation, Grid grid) {
    this.augmentation = augmentation;
    this.view = new Frame(new FrameFormat(grid.width(), grid.height(), 16));
    this.light = new int[grid.cellCount()];
  }

  FrameFormat format() {
    return view.format();
  }

  /** A view of a face; the next call overwrites it. */
  Frame view(Frame source, int face, int iteration) {
    SplittableRandom random = augmentation.random(face, iteration);
    SamplePoints samples = place(source.format(), random);
    pad(source, samples);
    average(samples, source.format().fullScale());
    relight(random);
    return view;
  }

  /**
   * Where the samples of a view lie in the source. Coordinates are in 1/65536 of a source pixel,
   * from the centre of the first pixel.
   *
   * @param across samples per cell from left to right
   * @param down samples per cell from top to bottom
   * @param x0 column of the first sample
   * @param y0 row of the first sample
   */
  private record SamplePoints(
      int across, int down, int x0, int y0, int xByColumn, int yByColumn, int xByRow, int yByRow) {}

  private SamplePoints place(FrameFormat from, SplittableRandom random) {
    int width = view.format().width();
    int height = view.format().height();
    double tilt = Math.toRadians(Augmentation.within(random, augmentation.tiltDegrees()));
    double scale = Augmentation.within(random, augmentation.scale());
    double aspect = Augmentation.within(random, augmentation.aspect());
    double scaleX = StrictMath.exp(scale + aspect) * (mirrored(random) ? -1 : 1);
    double scaleY = StrictMath.exp(scale - aspect);
    double centreX = from.width() * (0.5 + Augmentation.within(random, augmentation.shift()));
    double centreY = from.height() * (0.5 + Augmentation.within(random, augmentation.shift()));

    // Each side of a cell has about as many samples as the cell covers source pixels.
    int across = Math.max(1, (int) Math.rint((double) from.width() / width));
    int down = Math.max(1, (int) Math.rint((double) from.height() / height));
    double stepX = (double) from.width() / (width * across);
    double stepY = (double) from.height() / (height * down);
    double cosine = StrictMath.cos(tilt);
    double sine = StrictMath.sin(tilt);
    int xByColumn = fixed(cosine * scaleX * stepX);
    int yByColumn = fixed(sine * scaleX * stepX);
    int xByRow = fixed(-sine * scaleY * stepY);
    int yByRow = fixed(cosine * scaleY * stepY);
    double columns = (width * across - 1) / 2.0;
    double rows = (height * down - 1) / 2.0;
    int x0 = fixed(centreX - 0.5) - (int) (columns * xByColumn + rows * xByRow);
    int y0 = fixed(centreY - 0.5) - (int) (columns * yByColumn + rows * yByRow);
    return new SamplePoints(across, down, x0, y0, xByColumn, yByColumn, xByRow, yByRow);
  }

  /** Sets the light of each cell to the mean of its samples, in 16 bits. */
  private void average(SamplePoints samples, int fullScale) {
    int width = view.format().width();
    int height = view.format().height();
    int across = samples.across();
    int down = samples.down();
    int xByColumn = samples.xByColumn();
    int yByColumn = samples.yByColumn();
    long whole = (long) across * down * fullScale;
    int cell = 0;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        long sum = 0; // samples are up to 2^16 · fullScale < 2^32
        for (int i = 0; i < down; i++) {
          int line = row * down + i;
          int x = samples.x0() + line * samples.xByRow() + column * across * xByColumn;
          int y = samples.y0() + line * samples.yByRow() + column * across * yByColumn;
          for (int j = 0; j < across; j++) {
            sum += sample(x, y);
            x += xByColumn;
            y += yByColumn;
          }
        }
        light[cell++] = (int) (((sum >> 16) * 65535 + whole / 2) / whole);
      }
    }
  }

  /** The lowest coordinate that is reached from a start by one or both of two steps. */
  private static int lowest(int start, int oneWay, int otherWay) {
    return start + Math.min(0, oneWay) + Math.min(0, otherWay);
  }

  private static int highest(int start, int oneWay, int otherWay) {
    return start + Math.max(0, oneWay) + Math.max(0, otherWay);
  }

  /**
   * Copies a frame into {@link #padded} and continues its edges far enough for all samples and
   * their right and lower neighbours, so that no sample needs to check where the frame ends.
   */
  private void pad(Frame source, SamplePoints samples) {
    int lastColumn = view.format().width() * samples.across() - 1;
    int lastRow = view.format().height() * samples.down() - 1;
    int xAcross = lastColumn * samples.xByColumn();
    int yAcross = lastColumn * samples.yByColumn();
    int xDown = lastRow * samples.xByRow();
    int yDown = lastRow * samples.yByRow();
    int left = lowest(samples.x0(), xAcross, xDown) >> Q16.BITS;
    int top = lowest(samples.y0(), yAcross, yDown) >> Q16.BITS;
    int right = highest(samples.x0(), xAcross, xDown) >> Q16.BITS;
    int bottom = highest(samples.y0(), yAcross, yDown) >> Q16.BITS;
    int width = source.format().width();
    int height = source.format().height();
    int before = Math.max(0, -left);
    int after = Math.max(0, right + 2 - width);
    int above = Math.max(0, -top);
    int below = Math.max(0, bottom + 2 - height);
    paddedRow = before + width + after;
    paddedOrigin = above * paddedRow + before;
    int size = paddedRow * (above + height + below);
    if (padded.length < size) {
      padded = new char[size];
    }
    for (int y = -above; y < height + below; y++) {
      int from = Math.clamp(y, 0, height - 1) * width;
      int to = paddedOrigin + y * paddedRow;
      System.arraycopy(source.pixels(), from, padded, to, width);
      Arrays.fill(padded, to - before, to, source.pixels()[from]);
      Arrays.fill(padded, to + width, to + width + after, source.pixels()[from + width - 1]);
    }
  }

  private boolean mirrored(SplittableRandom random) {
    return random.nextBoolean() && augmentation.mirror();
  }

  /**
   * Interpolates between four pixels with weights of 8 bits per side: 2^16 times the brightness.
   */
  private long sample(int x, int y) {
    int at = paddedOrigin + (y >> Q16.BITS) * paddedRow + (x >> Q16.BITS);
    int right = x >> 8 & 0xff;
    int lower = y >> 8 & 0xff;
    int top = padded[at] * (256 - right) + padded[at + 1] * right; // at most 2^24
    int next = at + paddedRow;
    int bottom = padded[next] * (256 - right) + padded[next + 1] * right;
    return (long) top * (256 - lower) + (long) bottom * lower;
  }

  /** Adds a ramp of light and noise, in proportion to the contrast of the frame. */
  private void relight(SplittableRandom random) {
    int width = view.format().width();
    int height = view.format().height();
    double sum = 0; // exact: always a whole number below 2^53
    double squares = 0;
    for (int value : light) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / light.length;
    double deviation = StrictMath.sqrt(Math.max(0, squares / light.length - mean * mean));
    double rampX = Augmentation.within(random, augmentation.ramp()) * deviation;
    double rampY = Augmentation.within(random, augmentation.ramp()) * deviation;
    double gain = StrictMath.exp(Augmentation.within(random, augmentation.gain()));
    // The number of set bits of a random long is nearly normal, with mean 32 and standard deviation
    // 4: fast noise.
    double noise = random.nextDouble() * augmentation.noise() * deviation / 4;
    double rampStep = 2 * rampX / width;
    for (int row = 0, cell = 0; row < height; row++) {
      double left = rampY * (2 * row + 1 - height) / height + rampX * (1.0 - width) / width;
      for (int column = 0; column < width; column++, cell++) {
        double grain = noise * (Long.bitCount(random.nextLong()) - 32);
        double value = gain * (light[cell] + left + rampStep * column + grain) + 0.5;
        view.pixels()[cell] = (char) Math.max(0, Math.min(65535, (int) value));
      }
    }
  }

  private static int fixed(double value) {
    return (int) Math.rint(value * Q16.ONE);
  }
}
