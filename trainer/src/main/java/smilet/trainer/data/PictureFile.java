package smilet.trainer.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads one picture file as greys: PNG, JPEG or PGM. */
final class PictureFile {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "pgm");

  /** A picture with a side beyond this is read coarser, every second pixel and so on. */
  private static final int FINE_SIDE = 2048;

  private PictureFile() {}

  static boolean hasPictureName(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * Reads a picture.
   *
   * @throws IOException whose message says what is wrong with the file, not which file it is
   */
  static Greys read(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    if (Pgm.begins(bytes)) {
      return Pgm.read(bytes);
    }
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("not a PNG, JPEG or PGM picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        ImageReadParam param = reader.getDefaultReadParam();
        int coarse = Math.ceilDiv(Math.max(reader.getWidth(0), reader.getHeight(0)), FINE_SIDE);
        param.setSourceSubsampling(coarse, coarse, 0, 0);
        return greys(reader.read(0, param));
      } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
        throw new IOException("damaged picture", damaged); // decoders throw these too
      } finally {
        reader.dispose();
      }
    }
  }

  private static Greys greys(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    char[] pixels = new char[width * height];
    Raster raster = image.getRaster();
    boolean palette = image.getColorModel() instanceof java.awt.image.IndexColorModel;
    int bits = raster.getSampleModel().getSampleSize(0);
    if (raster.getNumBands() <= 2 && !palette && (bits == 8 || bits == 16)) {
      int[] row = new int[width];
      for (int y = 0; y < height; y++) {
        raster.getSamples(0, y, width, 1, 0, row);
        for (int x = 0; x < width; x++) {
          pixels[y * width + x] = (char) row[x];
        }
      }
      return new Greys(width, height, bits, pixels);
    }
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = luma(row[x]);
      }
    }
    return new Greys(width, height, 8, pixels);
  }

  /** Luma of ITU-R BT.601, 0.299 R + 0.587 G + 0.114 B, in 1/256 rounded. */
  private static char luma(int rgb) {
    int red = rgb >> 16 & 0xff;
    int green = rgb >> 8 & 0xff;
    int blue = rgb & 0xff;
    return (char) ((77 * red + 150 * green + 29 * blue + 128) >> 8);
  }
}
