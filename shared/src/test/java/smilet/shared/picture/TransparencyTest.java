package smilet.shared.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.frame.Frame;

/** What is transparent lies on white, however a file says it. */
class TransparencyTest {
  @TempDir Path folder;

  private Frame read(byte[] content) throws IOException {
    return PictureFile.read(Files.write(folder.resolve("picture"), content));
  }

  @Test
  void aColourThatStandsForTransparentIsWhite() throws IOException {
    byte[] grey = PngBytes.of(PngBytes.GREY, 8, 3, new int[] {7, 50, 200}, new int[0]);
    assertThat(read(PictureSamples.withChunk(grey, "tRNS", new byte[] {0, 50})).pixels())
        .containsExactly((char) 7, (char) 255, (char) 200);
    int[] colours = {9, 9, 9, 50, 50, 50};
    byte[] rgb = PngBytes.of(PngBytes.RGB, 8, 2, colours, new int[0]);
    byte[] fifty = {0, 50, 0, 50, 0, 50};
    assertThat(read(PictureSamples.withChunk(rgb, "tRNS", fifty)).pixels())
        .containsExactly((char) 9, (char) 255);
    int[] wide = {7, 50_000, 300};
    byte[] grey16 = PngBytes.of(PngBytes.GREY, 16, 3, wide, new int[0]);
    assertThat(
            read(PictureSamples.withChunk(grey16, "tRNS", new byte[] {(byte) (50_000 >> 8), 80}))
                .pixels())
        .containsExactly((char) 7, (char) 65535, (char) 300);
  }

  @Test
  void aPaletteMayHaveTransparentColours() throws IOException {
    int[] palette = {0x000000, 0x101010, 0x404040, 0x808080};
    byte[] png = PngBytes.of(PngBytes.PALETTE, 2, 4, new int[] {0, 1, 2, 3}, palette);
    int after = 8 + 25 + 12 + 12; // tRNS must come after the palette
    byte[] chunk = PictureSamples.withChunk(png, "tRNS", new byte[] {0, (byte) 255, 127});
    byte[] moved = new byte[chunk.length];
    int header = 8 + 25;
    int length = 12 + 3;
    System.arraycopy(png, 0, moved, 0, after);
    System.arraycopy(chunk, header, moved, after, length);
    System.arraycopy(png, after, moved, after + length, png.length - after);
    assertThat(read(moved).pixels())
        .containsExactly((char) 255, (char) 16, (char) GreyLines.onWhite(64, 127, 255), (char) 128);
  }

  @Test
  void everyFormatWithTransparencyIsOnWhite() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_4BYTE_ABGR);
    image.setRGB(0, 0, 0x00_000000);
    image.setRGB(1, 0, 0x80_404040);
    for (String format : new String[] {"png", "tiff"}) {
      assertThat(read(PictureSamples.encode(image, format, null, false)).pixels())
          .as(format)
          .containsExactly((char) 255, (char) GreyLines.onWhite(64, 128, 255));
    }
    BufferedImage indexed =
        new BufferedImage(
            2,
            1,
            BufferedImage.TYPE_BYTE_INDEXED,
            new java.awt.image.IndexColorModel(
                1, 2, new int[] {0x00000000, 0xff202020}, 0, true, 0, 0));
    indexed.getRaster().setSample(1, 0, 0, 1);
    assertThat(read(PictureSamples.encode(indexed, "gif", null, false)).pixels())
        .containsExactly((char) 255, (char) 32);
  }
}
