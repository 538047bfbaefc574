package smilet.trainer.heads;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreyPngTest {
  /** 254 x 257 with a filter byte per row fills one stored block to its last byte but none. */
  @ParameterizedTest
  @CsvSource({"1, 1", "64, 64", "300, 290", "254, 257", "65535, 2"})
  void anotherReaderFindsTheSamePixels(int width, int height) throws IOException {
    byte[] greys = new byte[width * height];
    for (int i = 0; i < greys.length; i++) {
      greys[i] = (byte) (i * 31 + i / width);
    }
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(GreyPng.encode(greys, width)));
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isEqualTo(height);
    int[] read = image.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
    for (int i = 0; i < greys.length; i++) {
      assertThat(read[i]).isEqualTo(greys[i] & 0xff);
    }
  }
}
