package smilet.shared.picture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.frame.Grid;

/**
 * Reads a picture file as a grey frame: PNG, JPEG, PGM, BMP, GIF and TIFF (of several pictures in a
 * file, the first).
 *
 * <ul>
 *   <li>A picture keeps its own format: its width and height, each shrunk to {@value Grid#MAX_SIDE}
 *       if it is longer ({@link AreaMean}), and 8 bits per pixel, or 16 if the file has 16.
 *   <li>It is turned as its Exif data says, as every viewer shows it.
 *   <li>Colours become luma by ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B.
 *   <li>Grey values are taken as they are stored. What is transparent lies on white.
 *   <li>A colour profile that cannot be used is ignored. A picture that is cut off, or in which its
 *       decoder finds other damage, is not read.
 * </ul>
 */
public final class PictureFile {
  /** The longest side of a picture that is read. */
  public static final int MAX_SIDE = 16384;

  private PictureFile() {}

  /**
   * Reads a picture. What it is, its content says; its name does not matter.
   *
   * @throws FileError in one line that names the file and says why it cannot be read
   * @throws UserError if the memory is too small for it; other pictures may be read after that
   */
  public static Frame read(Path path) throws FileError {
    return read(path, new Shrinking.EachSide());
  }

  /**
   * Reads a picture in which there may be faces anywhere: as {@link #read}, but it keeps its
   * proportions, and is shrunk as a whole if it is larger than 640x480. Pixels have 8 bits.
   *
   * @throws FileError in one line that names the file and says why it cannot be read
   * @throws UserError if the memory is too small for it; other pictures may be read after that
   */
  public static WholePicture readWhole(Path path) throws FileError {
    Shrinking.Whole whole = new Shrinking.Whole();
    Frame frame = read(path, whole);
    return new WholePicture(frame, whole.factor());
  }

  private static Frame read(Path path, Shrinking shrinking) throws FileError {
    try {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
        in.mark(PictureFormat.HEAD_BYTES);
        PictureFormat format = PictureFormat.of(in.readNBytes(PictureFormat.HEAD_BYTES));
        in.reset();
        if (!format.isRead()) {
          throw new IOException(format.remedy());
        }
        return format == PictureFormat.PGM
            ? Pgm.read(in, shrinking)
            : DecodedPicture.read(path, format, shrinking);
      }
    } catch (IOException e) {
      throw new FileError("cannot read picture", path, e);
    } catch (OutOfMemoryError e) {
      throw new UserError(
          "cannot read picture %s: the memory ran out; make the picture smaller, or give more memory"
                  .formatted(path)
              + " with the environment variable SMILET_JAVA_OPTS=-Xmx1g",
          e);
    }
  }

  static void requireSize(int width, int height) throws IOException {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "it must have 1x1 to %dx%d pixels, has %dx%d",
              MAX_SIDE,
              MAX_SIDE,
              width,
              height));
    }
  }
}
