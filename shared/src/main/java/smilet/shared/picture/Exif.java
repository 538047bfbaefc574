package smilet.shared.picture;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/**
 * Finds the Exif data of a picture and reads its tag Orientation. Exif data is a TIFF header with a
 * directory. It is in a segment APP1 of a JPEG ({@link JpegMarkers}) and in the chunk eXIf of a
 * PNG; a TIFF itself has the same directory. A picture without Exif data, or with damaged Exif
 * data, is upright.
 */
final class Exif {
  private static final int ORIENTATION_TAG = 0x112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private static final int PNG_SIGNATURE_BYTES = 8;
  private static final int PNG_EXIF = 0x65584966; // "eXIf"
  private static final int PNG_CRC_BYTES = 4;

  private Exif() {}

  /**
   * The orientation of a picture.
   *
   * @param jpeg its markers if it is a JPEG
   * @param in the whole picture; it is at the start afterwards, and big-endian
   */
  static Orientation orientation(PictureFormat format, JpegMarkers jpeg, ImageInputStream in)
      throws IOException {
    Orientation orientation = Orientation.UPRIGHT;
    try {
      in.setByteOrder(ByteOrder.BIG_ENDIAN);
      long header =
          switch (format) {
            case TIFF -> 0;
            case JPEG -> jpeg.exif();
            case PNG -> pngHeader(in);
            default -> -1;
          };
      if (header >= 0) {
        orientation = directory(in, header);
      }
    } catch (IOException | RuntimeException damaged) {
      // Exif data that cannot be read says nothing. If the file is cut off, its decoder reports it.
    }
    in.setByteOrder(ByteOrder.BIG_ENDIAN);
    in.seek(0);
    return orientation;
  }

  private static long pngHeader(ImageInputStream in) throws IOException {
    in.seek(PNG_SIGNATURE_BYTES);
    while (true) {
      long length = in.readUnsignedInt();
      int type = in.readInt();
      if (type == PNG_EXIF) {
        return in.getStreamPosition();
      }
      in.seek(in.getStreamPosition() + length + PNG_CRC_BYTES);
    }
  }

  private static Orientation directory(ImageInputStream in, long header) throws IOException {
    in.seek(header);
    in.setByteOrder(
        switch (in.readUnsignedShort()) {
          case 0x4949 -> ByteOrder.LITTLE_ENDIAN; // "II"
          case 0x4d4d -> ByteOrder.BIG_ENDIAN; // "MM"
          default -> throw new IOException("no byte order");
        });
    if (in.readUnsignedShort() != 42) {
      throw new IOException("no TIFF header");
    }
    long directory = header + in.readUnsignedInt();
    in.seek(directory);
    int entries = in.readUnsignedShort();
    for (int i = 0; i < entries; i++) {
      in.seek(directory + 2 + (long) i * ENTRY_BYTES);
      if (in.readUnsignedShort() == ORIENTATION_TAG) {
        boolean valid = in.readUnsignedShort() == SHORT && in.readUnsignedInt() == 1;
        return valid ? Orientation.of(in.readUnsignedShort()) : Orientation.UPRIGHT;
      }
    }
    return Orientation.UPRIGHT;
  }
}
