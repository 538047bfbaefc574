package smilet.shared.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smilet.shared.error.FileError;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;

class PictureFileTest {
  @TempDir Path folder;

  private final Random random = new Random(1);

  private Frame read(byte[] content) throws IOException {
    return PictureFile.read(Files.write(folder.resolve("picture"), content));
  }

  private Frame readText(String content) throws IOException {
    return read(content.getBytes(ISO_8859_1));
  }

  /** 0.299 R + 0.587 G + 0.114 B, rounded, with decimals that are exact enough for 16 bits. */
  private static int luma(int red, int green, int blue) {
    return (int) Math.rint((19595.0 * red + 38470.0 * green + 7471.0 * blue) / 65536);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1", "0, 2", "0, 4", "0, 8", "0, 16", "2, 8", "2, 16", "3, 1", "3, 2", "3, 4", "3, 8",
    "4, 8", "4, 16", "6, 8", "6, 16"
  })
  void everyKindOfPngHasTheGreysOfItsSamples(int colourType, int depth) throws IOException {
    int width = 37;
    int pixels = width * 11;
    int channels = PngBytes.channels(colourType);
    int[] palette = colourType == PngBytes.PALETTE ? random.ints(1 << depth).toArray() : new int[0];
    int[] samples = random.ints((long) pixels * channels, 0, 1 << depth).toArray();
    Frame frame = read(PngBytes.of(colourType, depth, width, samples, palette));
    assertThat(frame.format()).isEqualTo(new FrameFormat(width, 11, depth == 16 ? 16 : 8));
    for (int i = 0; i < pixels; i++) {
      int[] pixel = Arrays.copyOfRange(samples, i * channels, (i + 1) * channels);
      int expected =
          switch (colourType) {
            case PngBytes.PALETTE -> {
              int colour = palette[pixel[0]];
              yield luma(colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff);
            }
            case PngBytes.GREY, PngBytes.GREY_ALPHA ->
                depth < 8 ? pixel[0] * 255 / ((1 << depth) - 1) : pixel[0];
            default -> luma(pixel[0], pixel[1], pixel[2]);
          };
      boolean alpha = channels == 2 || channels == 4;
      assertThat((int) frame.pixels()[i])
          .as("pixel %d", i)
          .isEqualTo(alpha ? onWhite(expected, pixel[channels - 1], (1 << depth) - 1) : expected);
    }
  }

  /** What is seen of a grey of some opacity that lies on white. */
  private static int onWhite(int grey, int opacity, int white) {
    return (int) Math.floor(white - (double) (white - grey) * opacity / white + 0.5);
  }

  @Test
  void aGreyStaysWhatItIsInColour() {
    for (int grey = 0; grey <= 65535; grey++) {
      assertThat(GreyLines.luma(grey, grey, grey)).isEqualTo(grey);
    }
  }

  @Test
  void aJpegIsGreyAsItIsStoredAndColoursAreLuma() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR}) {
      BufferedImage image = new BufferedImage(64, 48, type);
      for (int i = 0; i < 64 * 48; i++) {
        int grey = i * 255 / (64 * 48);
        image.getRaster().setPixel(i % 64, i / 64, new int[] {grey, grey, grey});
      }
      ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
      ImageIO.write(image, "jpg", jpeg);
      Frame frame = read(jpeg.toByteArray());
      BufferedImage decoded = ImageIO.read(folder.resolve("picture").toFile());
      assertThat(frame.format()).isEqualTo(new FrameFormat(64, 48, 8));
      for (int i = 0; i < 64 * 48; i++) {
        int[] pixel = decoded.getRaster().getPixel(i % 64, i / 64, new int[3]);
        int expected =
            type == BufferedImage.TYPE_BYTE_GRAY ? pixel[0] : luma(pixel[0], pixel[1], pixel[2]);
        assertThat((int) frame.pixels()[i]).isEqualTo(expected);
      }
    }
  }

  @Test
  void aPgmIsScaledSoThatItsWhiteIsFullScale() throws IOException {
    assertThat(readText("P2 # two\n2 1 10\n0 10").pixels()).containsExactly(chars(0, 255));
    assertThat(readText("P2 3 1 100 0 50 100").pixels()).containsExactly(chars(0, 128, 255));
    assertThat(readText("P5 2 1 255\n\u0007\u00ff").pixels()).containsExactly(chars(7, 255));
    assertThat(readText("P5 2 1 100\nd\u00ff").pixels())
        .as("clamped")
        .containsExactly(chars(255, 255));
    Frame wide = readText("P5\n#c\n2 1\n65535\n\u00124\u00ff\u00ff");
    assertThat(wide.format()).isEqualTo(new FrameFormat(2, 1, 16));
    assertThat(wide.pixels()).containsExactly(chars(0x1234, 65535));
    assertThat(readText("P5 1 1 40000\n\u009c@").pixels()).containsExactly(chars(65535));
    assertThat(readText("P2 1 1 65535 40000").pixels()).containsExactly(chars(40000));
  }

  @Test
  void aPixelOfALargePictureIsTheMeanOfTheRectangleItStandsFor() throws IOException {
    int width = 300;
    int height = 131;
    int[] samples = random.ints((long) width * height, 0, 65536).toArray();
    Frame frame = read(PngBytes.of(PngBytes.GREY, 16, width, samples, new int[0]));
    assertThat(frame.format()).isEqualTo(new FrameFormat(128, 128, 16));
    int counted = 0;
    for (int y = 0; y < 128; y++) {
      for (int x = 0; x < 128; x++) {
        long sum = 0;
        int count = 0;
        for (int row = y * height / 128; row < (y + 1) * height / 128; row++) {
          for (int column = x * width / 128; column < (x + 1) * width / 128; column++) {
            sum += samples[row * width + column];
            count++;
          }
        }
        counted += count;
        assertThat(frame.pixel(x, y)).isEqualTo((int) Math.floor((double) sum / count + 0.5));
      }
    }
    assertThat(counted).as("no pixel is left out, none counts twice").isEqualTo(width * height);
  }

  @Test
  void aPictureTooLargeToReadFinelyIsReadCoarser() throws IOException {
    int[] samples = new int[5000 * 3];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i % 5000 < 2500 ? 10 : 30;
    }
    Frame frame = read(PngBytes.of(PngBytes.GREY, 8, 5000, samples, new int[0]));
    assertThat(frame.format()).isEqualTo(new FrameFormat(128, 1, 8));
    assertThat(frame.pixel(0, 0)).isEqualTo(10);
    assertThat(frame.pixel(127, 0)).isEqualTo(30);
  }

  @Test
  void everyTruncationIsRefusedWithTheNameOfTheFile() throws IOException {
    int[] samples = random.ints(300, 0, 256).toArray();
    byte[] png = PngBytes.of(PngBytes.GREY, 8, 20, samples, new int[0]);
    refuseTruncations("P5\n# c\n3 2\n255\nabcdef".getBytes(ISO_8859_1), 0);
    refuseTruncations("P2 2 2 9 1 2 3 4".getBytes(ISO_8859_1), 0);
    refuseTruncations(png, 20); // without its last chunk it is still a whole picture
  }

  private void refuseTruncations(byte[] picture, int spare) throws IOException {
    read(picture);
    for (int length = 0; length < picture.length - spare; length++) {
      byte[] cut = Arrays.copyOf(picture, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(FileError.class)
          .hasMessageStartingWith("cannot read picture " + folder.resolve("picture") + ": ");
    }
  }

  @Test
  void aMessageSaysWhatIsWrong() {
    assertThatThrownBy(() -> readText("P5 2 2 255\nabc"))
        .hasMessageEndingWith("picture: it ends before its last pixel");
    assertThatThrownBy(() -> readText("P2 2 2 255 1 2 3"))
        .hasMessageEndingWith("picture: it ends before its last pixel");
    assertThatThrownBy(() -> readText("P5 2 x 255\nabcd"))
        .hasMessageEndingWith("picture: its height must be 1 to 16384, at byte 5");
    assertThatThrownBy(() -> readText("P2 1 1 9 10"))
        .hasMessageEndingWith("picture: its pixel must be 0 to 9, at byte 9");
    assertThatThrownBy(() -> readText("this is no picture"))
        .hasMessageEndingWith(
            "picture: it is not a picture of a known format; PNG and JPEG are read, for example");
    assertThatThrownBy(
            () -> read(PngBytes.of(PngBytes.GREY, 1, 20_000, new int[20_000], new int[0])))
        .hasMessageEndingWith("picture: it must have 1x1 to 16384x16384 pixels, has 20000x1");
    assertThatThrownBy(() -> PictureFile.read(folder.resolve("gone.png")))
        .hasMessage("cannot read picture %s/gone.png: no such file or folder".formatted(folder));
  }

  private static char[] chars(int... values) {
    char[] chars = new char[values.length];
    for (int i = 0; i < values.length; i++) {
      chars[i] = (char) values[i];
    }
    return chars;
  }
}
