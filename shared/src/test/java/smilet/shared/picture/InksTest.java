package smilet.shared.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JPEG for printers, of cyan, magenta, yellow and black, has the greys that a screen shows. */
class InksTest {
  private static final Offset<Integer> ROUNDING = Offset.offset(3);

  @TempDir Path folder;

  @Test
  void theFourInksBecomeLuma() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      int[] stored = random.ints(4, 0, 256).toArray();
      int inverted = (255 * luma(255 - stored[0], 255 - stored[1], 255 - stored[2]));
      assertThat(grey(stored, -1))
          .as("paper is 0")
          .isCloseTo(inverted / 255 * (255 - stored[3]) / 255, ROUNDING);
      assertThat(grey(stored, 0))
          .as("paper is 255")
          .isCloseTo(luma(stored[0], stored[1], stored[2]) * stored[3] / 255, ROUNDING);
      int[] chromas = {stored[0], 128, 128, stored[3]};
      assertThat(grey(chromas, 2))
          .as("paper is 255, as luma and chromas of what is not there")
          .isCloseTo((255 - stored[0]) * stored[3] / 255, ROUNDING);
    }
  }

  private static int luma(int red, int green, int blue) {
    return (int) Math.rint(0.299 * red + 0.587 * green + 0.114 * blue);
  }

  /**
   * The grey of a picture of one colour.
   *
   * @param adobe the colour transform in Adobe's segment, or -1 for no such segment
   */
  private int grey(int[] stored, int adobe) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
    for (int i = 0; i < 64; i++) {
      raster.setPixel(i % 8, i / 8, stored);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    byte[] segment = {0, 100, 0, 0, 0, 0, (byte) adobe};
    byte[] jpeg = bytes.toByteArray();
    byte[] file = adobe < 0 ? jpeg : PictureSamples.withSegment(jpeg, 0xee, "Adobe", segment);
    char[] pixels = PictureFile.read(Files.write(folder.resolve("picture"), file)).pixels();
    return (int) Arrays.stream(new int[] {pixels[0], pixels[63]}).average().getAsDouble();
  }
}
