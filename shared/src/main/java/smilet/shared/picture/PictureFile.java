package smilet.shared.picture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import smilet.shared.error.FileError;
import smilet.shared.frame.Frame;
import smilet.shared.frame.Grid;

/**
 * Reads a picture file as a grey frame.
 *
 * <ul>
 *   <li>A picture keeps its own format: its width and height, each shrunk to {@value Grid#MAX_SIDE}
 *       if it is longer ({@link AreaMean}), and 8 bits per pixel, or 16 if the file has 16.
 *   <li>Colours become luma by ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B.
 *   <li>Grey values are taken as they are stored; transparency is ignored.
 * </ul>
 */
public final class PictureFile {
  /** The longest side of a picture that is read. */
  public static final int MAX_SIDE = 16384;

  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "pgm");

  private PictureFile() {}

  /** Whether the name of a file says that it is a picture. */
  public static boolean hasPictureName(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * Reads a picture. What it is, its content says; its name does not matter.
   *
   * @throws FileError in one line that names the file and says why it cannot be read
   */
  public static Frame read(Path path) throws FileError {
    try {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
        if (Pgm.begins(in)) {
          return Pgm.read(in);
        }
      }
      return DecodedPicture.read(path);
    } catch (IOException e) {
      throw new FileError("cannot read picture", path, e);
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
