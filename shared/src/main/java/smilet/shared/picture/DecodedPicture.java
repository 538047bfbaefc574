package smilet.shared.picture;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import smilet.shared.fixed.Q16;
import smilet.shared.frame.Frame;
import smilet.shared.frame.Grid;

/**
 * Pictures that the JDK's decoders read. Nothing else refers to those decoders, so that a program
 * which reads no such picture does not load them.
 */
final class DecodedPicture {
  /**
   * A picture with a side beyond this is read coarser, every second pixel and so on, so that 16
   * bytes per pixel of this many squared, 32 MiB, bound what decoding takes.
   */
  private static final int FINE_SIDE = 2048;

  private DecodedPicture() {}

  static Frame read(Path path) throws IOException {
    try (ImageInputStream in = new FileImageInputStream(path.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("it is neither PNG nor JPEG nor PGM");
      }
      ImageReader reader = readers.next();
      try {
        return frame(decode(reader, in));
      } finally {
        reader.dispose();
      }
    } catch (RuntimeException damaged) { // decoders throw many kinds besides IOException
      throw new IOException("it is damaged", damaged);
    }
  }

  private static BufferedImage decode(ImageReader reader, ImageInputStream in) throws IOException {
    reader.setInput(in, true, true);
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    PictureFile.requireSize(width, height);
    int coarse = Math.ceilDiv(Math.max(width, height), FINE_SIDE);
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(coarse, coarse, 0, 0);
    return reader.read(0, param);
  }

  private static Frame frame(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel colours = image.getColorModel();
    int bits = raster.getSampleModel().getSampleSize(0);
    boolean samples = colours instanceof ComponentColorModel && (bits == 8 || bits == 16);
    if (samples && raster.getNumBands() <= 2) {
      return greys(raster, bits);
    }
    return samples && colours.getColorSpace().isCS_sRGB() ? lumas(raster, bits) : lumas(image);
  }

  /** Grey values as they are stored. */
  private static Frame greys(Raster raster, int bits) {
    int width = raster.getWidth();
    AreaMean mean = new AreaMean(width, raster.getHeight(), bits, Grid.MAX_SIDE);
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      mean.add(raster.getSamples(0, y, width, 1, 0, row));
    }
    return mean.frame();
  }

  /** The luma of red, green and blue samples, and perhaps a fourth band, which is ignored. */
  private static Frame lumas(Raster raster, int bits) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    AreaMean mean = new AreaMean(width, raster.getHeight(), bits, Grid.MAX_SIDE);
    int[] samples = new int[width * bands];
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, samples);
      for (int x = 0; x < width; x++) {
        int first = x * bands;
        row[x] = luma(samples[first], samples[first + 1], samples[first + 2]);
      }
      mean.add(row);
    }
    return mean.frame();
  }

  /** The luma of any other image, a palette or another colour space, in 8 bits. */
  private static Frame lumas(BufferedImage image) {
    int width = image.getWidth();
    AreaMean mean = new AreaMean(width, image.getHeight(), 8, Grid.MAX_SIDE);
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        row[x] = luma(row[x] >> 16 & 0xff, row[x] >> 8 & 0xff, row[x] & 0xff);
      }
      mean.add(row);
    }
    return mean.frame();
  }

  /**
   * Luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, rounded. The factors are in 1/65536 and add
   * up to exactly 1, so a grey stays what it is. Of 16-bit samples the sum is below 2^32, hence the
   * unsigned shift.
   */
  static int luma(int red, int green, int blue) {
    return (19595 * red + 38470 * green + 7471 * blue + Q16.ONE / 2) >>> Q16.BITS;
  }
}
