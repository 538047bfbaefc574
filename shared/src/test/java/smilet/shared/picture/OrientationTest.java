package smilet.shared.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smilet.shared.frame.Frame;

/** A picture that says in its Exif data how it is stored is read upright. */
class OrientationTest {
  private static final int WIDTH = 11;
  private static final int HEIGHT = 7;

  @TempDir Path folder;

  private Frame read(byte[] content) throws IOException {
    return PictureFile.read(Files.write(folder.resolve("picture"), content));
  }

  /** What the definition of the tag says: where a pixel of the upright picture is stored. */
  private static int stored(Frame as, int orientation, int x, int y) {
    int w = as.format().width();
    int h = as.format().height();
    return switch (orientation) {
      case 2 -> as.pixel(w - 1 - x, y);
      case 3 -> as.pixel(w - 1 - x, h - 1 - y);
      case 4 -> as.pixel(x, h - 1 - y);
      case 5 -> as.pixel(y, x);
      case 6 -> as.pixel(y, h - 1 - x);
      case 7 -> as.pixel(w - 1 - y, h - 1 - x);
      case 8 -> as.pixel(w - 1 - y, x);
      default -> as.pixel(x, y);
    };
  }

  private void assertUpright(byte[] plain, byte[] tagged, int orientation) throws IOException {
    Frame stored = read(plain);
    Frame upright = read(tagged);
    boolean turned = orientation >= 5 && orientation <= 8;
    assertThat(upright.format().width())
        .isEqualTo(turned ? stored.format().height() : stored.format().width());
    assertThat(upright.format().height())
        .isEqualTo(turned ? stored.format().width() : stored.format().height());
    for (int y = 0; y < upright.format().height(); y++) {
      for (int x = 0; x < upright.format().width(); x++) {
        assertThat(upright.pixel(x, y)).isEqualTo(stored(stored, orientation, x, y));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 65535})
  void aPictureOfEveryFormatIsTurned(int orientation) throws IOException {
    BufferedImage image = PictureSamples.image(BufferedImage.TYPE_3BYTE_BGR, WIDTH, HEIGHT);
    byte[] png = PictureSamples.encode(image, "png", null, false);
    byte[] jpeg = PictureSamples.encode(image, "jpeg", null, false);
    byte[] tiff = PictureSamples.encode(image, "tiff", null, false);
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] exif = PictureSamples.exif(order, orientation);
      assertUpright(png, PictureSamples.withChunk(png, "eXIf", exif), orientation);
      byte[] tagged = PictureSamples.withSegment(jpeg, 0xe1, "Exif\0\0", exif);
      assertUpright(jpeg, tagged, orientation);
      byte[] comment = PictureSamples.withSegment(tagged, 0xfe, "a comment", new byte[3]);
      assertUpright(jpeg, comment, orientation);
      byte[] xmp = PictureSamples.withSegment(comment, 0xe1, "http://ns.adobe.com/xap/\0", exif);
      assertUpright(jpeg, xmp, orientation);
      byte[] profile = PictureSamples.withSegment(xmp, 0xe2, "ICC_PROFILE\0", new byte[9]);
      assertUpright(jpeg, profile, orientation);
    }
    assertUpright(tiff, withOrientation(tiff, orientation), orientation);
  }

  /** A TIFF of the JDK's writer with another directory, at its end, that has the tag. */
  private static byte[] withOrientation(byte[] tiff, int orientation) {
    ByteBuffer old = ByteBuffer.wrap(tiff);
    int directory = old.getInt(4);
    int tags = old.getShort(directory);
    ByteBuffer tagged = ByteBuffer.allocate(tiff.length + (tiff.length & 1) + 2 + 12 * tags + 16);
    tagged.put(tiff).position(tiff.length + (tiff.length & 1));
    tagged.putInt(4, tagged.position()).putShort((short) (tags + 1));
    boolean done = false;
    for (int i = 0; i < tags; i++) {
      int entry = directory + 2 + 12 * i;
      if (!done && old.getShort(entry) > 0x112) {
        tagged.putInt(0x0112_0003).putInt(1).putShort((short) orientation).putShort((short) 0);
        done = true;
      }
      tagged.put(tiff, entry, 12);
    }
    return tagged.putInt(0).array();
  }

  @Test
  void aTurnedPictureIsReadLikeTheSamePictureUpright() throws IOException {
    for (int width : new int[] {300, 5001}) { // the second is read coarser
      int height = 131;
      int[] upright = new Random(1).ints((long) width * height, 0, 256).toArray();
      for (int orientation = 1; orientation <= 8; orientation++) {
        boolean turned = orientation >= 5;
        int storedWidth = turned ? height : width;
        int storedHeight = turned ? width : height;
        int[] stored = new int[width * height];
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            int column = turned ? y : x;
            int row = turned ? x : y;
            if (Orientation.of(orientation).storedColumnsReversed()) {
              column = storedWidth - 1 - column;
            }
            if (Orientation.of(orientation).storedRowsReversed()) {
              row = storedHeight - 1 - row;
            }
            stored[row * storedWidth + column] = upright[y * width + x];
          }
        }
        byte[] png = PngBytes.of(PngBytes.GREY, 8, storedWidth, stored, new int[0]);
        byte[] exif = PictureSamples.exif(ByteOrder.BIG_ENDIAN, orientation);
        assertThat(read(PictureSamples.withChunk(png, "eXIf", exif)).pixels())
            .as("%d wide, orientation %d", width, orientation)
            .isEqualTo(read(PngBytes.of(PngBytes.GREY, 8, width, upright, new int[0])).pixels());
      }
    }
  }

  @Test
  void damagedExifDataSaysNothing() throws IOException {
    BufferedImage image = PictureSamples.image(BufferedImage.TYPE_BYTE_GRAY, WIDTH, HEIGHT);
    byte[] jpeg = PictureSamples.encode(image, "jpeg", null, false);
    char[] plain = read(jpeg).pixels();
    byte[] exif = PictureSamples.exif(ByteOrder.LITTLE_ENDIAN, 3);
    for (int length = 0; length < 8 + 2 + 12 + 10; length++) { // up to the value of the tag
      byte[] cut = Arrays.copyOf(exif, length);
      byte[] last = PictureSamples.withSegment(jpeg, 0xe1, "Exif\0\0", cut);
      assertThat(read(last).format()).isEqualTo(read(jpeg).format());
    }
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = exif.clone();
      damaged[random.nextInt(10)] = (byte) random.nextInt(1, 256); // header or number of tags
      char[] pixels = read(PictureSamples.withSegment(jpeg, 0xe1, "Exif\0\0", damaged)).pixels();
      assertThat(pixels).hasSameSizeAs(plain);
    }
    byte[] asLong = exif.clone();
    asLong[8 + 2 + 12 + 2] = 4; // the tag has another type
    assertThat(read(PictureSamples.withSegment(jpeg, 0xe1, "Exif\0\0", asLong)).pixels())
        .isEqualTo(plain);
  }
}
