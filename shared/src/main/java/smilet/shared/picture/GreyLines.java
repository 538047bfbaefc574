package smilet.shared.picture;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import smilet.shared.fixed.Q16;
import smilet.shared.frame.Frame;

/**
 * A decoded picture as lines of grey values: rows, or columns if it has to be turned.
 *
 * @param bits per grey value
 */
record GreyLines(int width, int height, int bits, Source source) {
  private static final int INK_FULL_SCALE = 255;

  /** Gives the greys of a part of a picture that is one pixel wide or one pixel high. */
  interface Source {
    void read(int x, int y, int width, int height, int[] greys);
  }

  /** The greys of an image as they are stored, or the lumas of its colours, on white. */
  static GreyLines of(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel colours = image.getColorModel();
    int bits = raster.getSampleModel().getSampleSize(0);
    int bands = raster.getNumBands();
    boolean samples = colours instanceof ComponentColorModel && (bits == 8 || bits == 16);
    if (samples && (bands <= 2 || colours.getColorSpace().isCS_sRGB())) {
      return of(raster, bits, new Samples(raster, bands, colours, (1 << bits) - 1));
    }
    return of(raster, 8, (x, y, width, height, greys) -> packed(image, x, y, width, height, greys));
  }

  /** The lumas of a JPEG of four inks. */
  static GreyLines ofInks(Raster raster, JpegMarkers jpeg) {
    int[] inks = new int[4 * Math.max(raster.getWidth(), raster.getHeight())];
    return of(
        raster,
        8,
        (x, y, width, height, greys) -> {
          raster.getPixels(x, y, width, height, inks);
          for (int i = 0; i < width * height; i++) {
            greys[i] = lumaOfInks(inks, 4 * i, jpeg.adobe());
          }
        });
  }

  private static GreyLines of(Raster raster, int bits, Source source) {
    return new GreyLines(raster.getWidth(), raster.getHeight(), bits, source);
  }

  /** The upright picture, shrunk. */
  Frame frame(Orientation orientation, Shrinking shrinking) {
    int columns = orientation.swapped() ? height : width;
    int rows = orientation.swapped() ? width : height;
    AreaMean mean = shrinking.mean(columns, rows, bits);
    int[] greys = new int[columns];
    for (int row = 0; row < rows; row++) {
      int line = orientation.mirroredDown() ? rows - 1 - row : row;
      if (orientation.swapped()) {
        source.read(line, 0, 1, height, greys);
      } else {
        source.read(0, line, width, 1, greys);
      }
      if (orientation.mirroredAcross()) {
        reverse(greys);
      }
      mean.add(greys);
    }
    return mean.frame();
  }

  private static void reverse(int[] greys) {
    for (int i = 0, j = greys.length - 1; i < j; i++, j--) {
      int grey = greys[i];
      greys[i] = greys[j];
      greys[j] = grey;
    }
  }

  /** Samples of 8 or 16 bits: grey, or red, green and blue, each perhaps with alpha. */
  private static final class Samples implements Source {
    private final Raster raster;
    private final int bands;
    private final boolean alpha;
    private final boolean premultiplied;
    private final int white;
    private final int[] samples;

    Samples(Raster raster, int bands, ColorModel colours, int white) {
      this.raster = raster;
      this.bands = bands;
      this.alpha = colours.hasAlpha();
      this.premultiplied = colours.isAlphaPremultiplied();
      this.white = white;
      this.samples = new int[bands * Math.max(raster.getWidth(), raster.getHeight())];
    }

    @Override
    public void read(int x, int y, int width, int height, int[] greys) {
      raster.getPixels(x, y, width, height, samples);
      for (int i = 0; i < width * height; i++) {
        int first = i * bands;
        int grey =
            bands <= 2
                ? samples[first]
                : luma(samples[first], samples[first + 1], samples[first + 2]);
        if (alpha) {
          int opacity = samples[first + bands - 1];
          grey =
              premultiplied
                  ? Math.min(white, grey + white - opacity)
                  : onWhite(grey, opacity, white);
        }
        greys[i] = grey;
      }
    }
  }

  /** The lumas of any other image, a palette or another colour space, in 8 bits. */
  private static void packed(
      BufferedImage image, int x, int y, int width, int height, int[] greys) {
    image.getRGB(x, y, width, height, greys, 0, width);
    for (int i = 0; i < width * height; i++) {
      int colour = greys[i];
      int luma = luma(colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff);
      greys[i] = onWhite(luma, colour >>> 24, 255);
    }
  }

  /** What is seen of a grey of some opacity that lies on white, rounded. */
  static int onWhite(int grey, int opacity, int white) {
    long sum = (long) grey * opacity + (long) white * (white - opacity); // below 2^33
    return (int) ((sum + white / 2) / white);
  }

  /**
   * Luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, rounded. The factors are in 1/65536 and add
   * up to exactly 1, so a grey stays what it is. Of 16-bit samples the sum is below 2^32, hence the
   * unsigned shift.
   */
  static int luma(int red, int green, int blue) {
    return (19595 * red + 38470 * green + 7471 * blue + Q16.ONE / 2) >>> Q16.BITS;
  }

  /**
   * The luma of cyan, magenta, yellow and black. Programs that write Adobe's segment store paper as
   * 255 and full ink as 0; without the segment it is the other way round. If Adobe's segment says
   * so, the three colours are stored as the luma and the chromas of 255 minus their values.
   */
  private static int lumaOfInks(int[] inks, int first, int adobe) {
    int cyan = inks[first];
    int magenta = inks[first + 1];
    int yellow = inks[first + 2];
    int black = inks[first + 3];
    if (adobe == JpegMarkers.YCCK) {
      int luma = cyan;
      double blueness = magenta - 128;
      double redness = yellow - 128;
      cyan = inverse(luma + 1.402 * redness);
      magenta = inverse(luma - 0.344136 * blueness - 0.714136 * redness);
      yellow = inverse(luma + 1.772 * blueness);
    } else if (adobe < 0) {
      cyan = INK_FULL_SCALE - cyan;
      magenta = INK_FULL_SCALE - magenta;
      yellow = INK_FULL_SCALE - yellow;
      black = INK_FULL_SCALE - black;
    }
    int paper = luma(cyan, magenta, yellow);
    return (paper * black + INK_FULL_SCALE / 2) / INK_FULL_SCALE;
  }

  private static int inverse(double value) {
    return INK_FULL_SCALE - (int) Math.clamp(Math.rint(value), 0, INK_FULL_SCALE);
  }
}
