package smilet.trainer.finder;

import java.util.Arrays;
import java.util.SplittableRandom;
import smilet.shared.finder.LocalContrast;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.PerFormat;
import smilet.shared.frame.Resampler;

/**
 * Paints a face on a background as a finder would see it in one window: as cells of a level of a
 * picture, with as much around the window as its local contrast depends on. Belongs to one thread.
 */
final class WindowPainter {
  /** The share of the side of a face's picture that is the face's box. */
  static final double BOX = 0.88;

  /** Most samples per side of a cell. */
  private static final int MOST_SAMPLES = 6;

  private static final double RAMP = 0.25;
  private static final double NOISE = 0.06;
  private static final double LIGHT = 0.4;
  private static final double CUT = 0.15;

  private final int side;
  private final int whole;
  private final LocalContrast contrast;
  private final PerFormat<Resampler> resamplers;
  private final char[] behind;
  private final double[] cells;
  private final char[] part;
  private final byte[] contrasts;

  /**
   * @param side cells per side of the window
   */
  WindowPainter(int side) {
    this.side = side;
    this.whole = side + 2 * LocalContrast.RADIUS;
    this.contrast = new LocalContrast(whole);
    this.resamplers = new PerFormat<>(format -> new Resampler(format, whole, whole));
    this.behind = new char[whole * whole];
    this.cells = new double[whole * whole];
    this.part = new char[whole * whole];
    this.contrasts = new byte[whole * whole];
  }

  /** The face as it is, its picture's edge pixels around it. */
  void plain(Frame face, byte[] inputs, int offset) {
    Arrays.fill(behind, (char) 0);
    paint(face, Placement.EXACT, FaceMask.ALL, 1, new Light(1, 1, 0));
    finish(0, 0, whole, whole, inputs, offset);
  }

  /** The face in a place, in another light and on a part of a background. */
  void varied(
      Frame face,
      Placement placement,
      Frame background,
      SplittableRandom random,
      byte[] inputs,
      int offset) {
    background(background, random);
    Light light = Light.draw(random);
    double blur = 1 + 0.9 * random.nextDouble() * random.nextDouble();
    paint(face, placement, FaceMask.draw(random), blur, light);
    relight(random);
    cutAndFinish(random, inputs, offset);
  }

  /** A window of a background. */
  void background(Frame background, SplittableRandom random, byte[] inputs, int offset) {
    background(background, random);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = behind[i];
    }
    relight(random);
    cutAndFinish(random, inputs, offset);
  }

  /** How grey values change: a · v^gamma + b, of values from 0 to 65535. */
  private record Light(double gain, double gamma, double offset) {
    static Light draw(SplittableRandom random) {
      return new Light(
          StrictMath.exp(Placement.within(random, LIGHT) - 0.1),
          StrictMath.exp(Placement.within(random, LIGHT)),
          8000 * random.nextDouble() * random.nextDouble());
    }

    double of(double value) {
      double curved = gamma == 1 ? value : 65535 * StrictMath.pow(value / 65535, gamma);
      return gain * curved + offset;
    }
  }

  /** Fills {@link #behind} with a square of the picture, of any size. */
  private void background(Frame picture, SplittableRandom random) {
    FrameFormat format = picture.format();
    double least = 0.7 * whole;
    double most = Math.min(format.width(), format.height());
    double chosen = least * StrictMath.exp(random.nextDouble() * Math.log(most / least));
    int square = Math.clamp(Math.round(chosen), 1, Math.min(format.width(), format.height()));
    int left = random.nextInt(format.width() - square + 1);
    int top = random.nextInt(format.height() - square + 1);
    resamplers.of(format).resample(picture.pixels(), left, top, square, square, behind);
  }

  /** Fills {@link #cells}: each the mean of samples of the face, mixed with what is behind. */
  private void paint(Frame face, Placement placement, FaceMask mask, double blur, Light light) {
    FrameFormat format = face.format();
    double box = BOX * Math.min(format.width(), format.height());
    double across = placement.scale() * box / side * (placement.mirrored() ? -1 : 1);
    double down = placement.scale() * placement.aspect() * box / side;
    double turn = StrictMath.toRadians(placement.turnDegrees());
    double cosine = StrictMath.cos(turn);
    double sine = StrictMath.sin(turn);
    double middleX = format.width() / 2.0 + placement.shiftX() * box;
    double middleY = format.height() / 2.0 + placement.shiftY() * box;
    int samples = Math.clamp(Math.round(blur * down), 1, MOST_SAMPLES);
    double scale = 65535.0 / format.fullScale();
    for (int row = 0, cell = 0; row < whole; row++) {
      double v = (row + 0.5 - whole / 2.0) * down;
      for (int column = 0; column < whole; column++, cell++) {
        double u = (column + 0.5 - whole / 2.0) * across;
        double x = middleX + cosine * u - sine * v;
        double y = middleY + sine * u + cosine * v;
        double seen = mask.at(2 * x / format.width() - 1, 2 * y / format.height() - 1);
        double value = behind[cell];
        if (seen > 0) {
          double grey = FacePixels.mean(face, x, y, blur * Math.abs(down), samples) * scale;
          value += seen * (light.of(grey) - value);
        }
        cells[cell] = value;
      }
    }
  }

  /** Adds a ramp of light and noise. */
  private void relight(SplittableRandom random) {
    double rampX = Placement.within(random, RAMP) * 16384 / whole;
    double rampY = Placement.within(random, RAMP) * 16384 / whole;
    double gain = StrictMath.exp(Placement.within(random, LIGHT));
    double noise = random.nextDouble() * random.nextDouble() * NOISE * 16384 / 4;
    for (int row = 0, cell = 0; row < whole; row++) {
      for (int column = 0; column < whole; column++, cell++) {
        // The number of set bits of a random long has mean 32 and standard deviation 4.
        double grain = noise * (Long.bitCount(random.nextLong()) - 32);
        double ramp = rampX * (column - whole / 2.0) + rampY * (row - whole / 2.0);
        cells[cell] = gain * (cells[cell] + ramp) + grain;
      }
    }
  }

  /** Now and then the window lies at the border of its picture, and has nothing beyond. */
  private void cutAndFinish(SplittableRandom random, byte[] inputs, int offset) {
    int left = cut(random);
    int top = cut(random);
    int right = whole - cut(random);
    int bottom = whole - cut(random);
    finish(left, top, right, bottom, inputs, offset);
  }

  private static int cut(SplittableRandom random) {
    boolean cut = random.nextDouble() < CUT;
    return cut ? 1 + random.nextInt(LocalContrast.RADIUS) : 0;
  }

  private void finish(int left, int top, int right, int bottom, byte[] inputs, int offset) {
    int width = right - left;
    int height = bottom - top;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double cell = cells[(top + row) * whole + left + column];
        part[row * width + column] = (char) Math.clamp((long) cell, 0, 65535);
      }
    }
    contrast.apply(part, width, height, contrasts);
    int from = (LocalContrast.RADIUS - top) * width + LocalContrast.RADIUS - left;
    for (int row = 0; row < side; row++) {
      System.arraycopy(contrasts, from + row * width, inputs, offset + row * side, side);
    }
  }
}
