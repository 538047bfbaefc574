package smilet.trainer.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

/**
 * Draws one augmented view of a frame, at the size of the grid and in 16 bits: rotated, scaled,
 * moved and mirrored by bilinear samples, then lit unevenly and made noisy. Beyond its edge a frame
 * goes on as its edge. Owns scratch memory; belongs to one thread.
 */
final class Warp {
  private final Augmentation augmentation;
  private final Frame view;
  private final int[] light;

  /** The source with its edges continued; see pad. */
  private char[] padded = new char[0];

  private int paddedRow;
  private int paddedOrigin;

  Warp(Augmentation augmentation, Grid grid) {
    this.augmentation = augmentation;
    this.view = new Frame(new FrameFormat(grid.width(), grid.height(), 16));
    this.light = new int[grid.cellCount()];
  }

  FrameFormat format() {
    return view.format();
  }

  /** The view, valid until the next call. */
  Frame view(Frame source, int face, int iteration) {
    SplittableRandom random = augmentation.random(face, iteration);
    warp(source, random);
    relight(random);
    return view;
  }

  /** Positions are in 1/65536 of a source pixel, from the middle of the first one. */
  private void warp(Frame source, SplittableRandom random) {
    FrameFormat from = source.format();
    int width = view.format().width();
    int height = view.format().height();
    double tilt = Math.toRadians(Augmentation.within(random, augmentation.tiltDegrees()));
    double scale = Augmentation.within(random, augmentation.scale());
    double aspect = Augmentation.within(random, augmentation.aspect());
    double scaleX = StrictMath.exp(scale + aspect) * (mirrored(random) ? -1 : 1);
    double scaleY = StrictMath.exp(scale - aspect);
    double centreX = from.width() * (0.5 + Augmentation.within(random, augmentation.shift()));
    double centreY = from.height() * (0.5 + Augmentation.within(random, augmentation.shift()));

    // A cell takes about as many samples a side as it covers pixels; each blends its neighbours.
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

    int lastColumn = width * across - 1;
    int lastRow = height * down - 1;
    pad(
        source,
        lowest(x0, lastColumn * xByColumn, lastRow * xByRow) >> 16,
        lowest(y0, lastColumn * yByColumn, lastRow * yByRow) >> 16,
        highest(x0, lastColumn * xByColumn, lastRow * xByRow) >> 16,
        highest(y0, lastColumn * yByColumn, lastRow * yByRow) >> 16);

    int share = across * down;
    long whole = (long) share * from.fullScale();
    int cell = 0;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        long sum = 0; // samples are up to 2^16 · fullScale < 2^32
        for (int i = 0; i < down; i++) {
          int line = row * down + i;
          int x = x0 + line * xByRow + column * across * xByColumn;
          int y = y0 + line * yByRow + column * across * yByColumn;
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

  /** The lowest of a start and what one or both of two ways lead to. */
  private static int lowest(int start, int oneWay, int otherWay) {
    return start + Math.min(0, oneWay) + Math.min(0, otherWay);
  }

  private static int highest(int start, int oneWay, int otherWay) {
    return start + Math.max(0, oneWay) + Math.max(0, otherWay);
  }

  /**
   * Copies a frame into the middle of its own continued edges, far enough for every sample from
   * column {@code left} to {@code right} and row {@code top} to {@code bottom} and the neighbour
   * beyond, so that no sample has to ask where the frame ends.
   */
  private void pad(Frame source, int left, int top, int right, int bottom) {
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

  /** Four pixels mixed, with weights of 8 bits a side: 2^16 times the brightness between them. */
  private long sample(int x, int y) {
    int at = paddedOrigin + (y >> 16) * paddedRow + (x >> 16);
    int right = x >> 8 & 0xff;
    int lower = y >> 8 & 0xff;
    int top = padded[at] * (256 - right) + padded[at + 1] * right; // at most 2^24
    int next = at + paddedRow;
    int bottom = padded[next] * (256 - right) + padded[next + 1] * right;
    return (long) top * (256 - lower) + (long) bottom * lower;
  }

  /** Adds a ramp of light and noise, in proportion to the frame's own contrast. */
  private void relight(SplittableRandom random) {
    int width = view.format().width();
    int height = view.format().height();
    double sum = 0; // whole numbers below 2^53 all the way: exact
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
    // A long's set bits have a standard deviation of 4 about 32, nearly normal: quick noise.
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
    return (int) Math.rint(value * 65536);
  }
}
