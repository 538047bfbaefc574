package smilet.shared.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smilet.shared.error.FileError;
import smilet.shared.frame.Frame;

/** A damaged picture is refused with its name, and is never read as something else. */
class PictureDamageTest {
  /** Mutated pictures per build; -Dsmilet.fuzz.pictures=20000 is the full number. */
  private static final int MUTATIONS = Integer.getInteger("smilet.fuzz.pictures", 400);

  @TempDir Path folder;

  private Frame read(byte[] content) throws IOException {
    return PictureFile.read(Files.write(folder.resolve("picture"), content));
  }

  @Test
  void aPictureThatIsCutOffIsRefusedOrStillWhole() throws IOException {
    for (Map.Entry<String, byte[]> sample : PictureSamples.all().entrySet()) {
      byte[] whole = sample.getValue();
      Frame frame = read(whole);
      for (int length = 0; length < whole.length; length += 1 + whole.length / 200) {
        Frame cut;
        try {
          cut = read(Arrays.copyOf(whole, length));
        } catch (FileError refused) {
          assertThat(refused).hasMessageContaining("picture");
          continue;
        }
        assertThat(cut.pixels())
            .as("%s, %d bytes", sample.getKey(), length)
            .isEqualTo(frame.pixels());
      }
    }
  }

  @Test
  void mutatedPicturesAreReadOrRefusedInOneLine() throws IOException {
    Random random = new Random(1);
    Map<String, byte[]> samples = PictureSamples.all();
    String[] names = samples.keySet().toArray(String[]::new);
    int readable = 0;
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = mutated(samples.get(names[i % names.length]), random);
      try {
        assertThat(read(mutated).format().pixelCount()).isPositive();
        readable++;
      } catch (FileError error) {
        assertThat(error.getMessage()).doesNotContain("\n").doesNotContain("Exception");
        refused++;
      }
    }
    System.out.printf(
        "mutated pictures: %,d, read %,d, refused %,d%n", MUTATIONS, readable, refused);
    assertThat(refused).isPositive();
  }

  private static byte[] mutated(byte[] picture, Random random) {
    byte[] mutated = picture.clone();
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      // Most of what decides is near the beginning.
      int bound = random.nextBoolean() ? Math.min(64, mutated.length) : mutated.length;
      mutated[random.nextInt(bound)] = (byte) (random.nextBoolean() ? random.nextInt() : -1);
    }
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(mutated, random.nextInt(mutated.length));
      case 1 -> Arrays.copyOf(mutated, mutated.length + random.nextInt(100));
      default -> mutated;
    };
  }

  @Test
  void aProfileThatCannotBeUsedIsIgnored() throws IOException {
    Random random = new Random(1);
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR}) {
      byte[] jpeg = PictureSamples.encode(PictureSamples.image(type, 24, 16), "jpeg", null, false);
      char[] plain = read(jpeg).pixels();
      for (int length : new int[] {0, 2, 128, 500}) {
        byte[] profile = new byte[2 + length];
        random.nextBytes(profile);
        profile[0] = 1; // the first segment of one
        profile[1] = 1;
        byte[] odd = PictureSamples.withSegment(jpeg, 0xe2, "ICC_PROFILE\0", profile);
        assertThat(read(odd).pixels()).isEqualTo(plain);
      }
      for (int space :
          new int[] {java.awt.color.ColorSpace.CS_GRAY, java.awt.color.ColorSpace.CS_PYCC}) {
        byte[] data = java.awt.color.ICC_Profile.getInstance(space).getData();
        byte[] content =
            ByteBuffer.allocate(2 + data.length).put(new byte[] {1, 1}).put(data).array();
        if (content.length < 65000) {
          byte[] odd = PictureSamples.withSegment(jpeg, 0xe2, "ICC_PROFILE\0", content);
          assertThat(read(odd).format().width()).isEqualTo(24);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 100000000", "100000000, 1", "20000, 20000", "0, 5", "2147483647, 2147483647"})
  void aPictureOfTooManyPixelsIsRefusedFromItsHeader(int width, int height) throws IOException {
    byte[] png = PngBytes.of(PngBytes.GREY, 8, 1, new int[1], new int[0]);
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    byte[] bmp = PictureSamples.encode(PictureSamples.image(5, 4, 4), "bmp", null, false);
    ByteBuffer.wrap(bmp)
        .putInt(18, Integer.reverseBytes(width))
        .putInt(22, Integer.reverseBytes(height));
    byte[] jpeg = PictureSamples.encode(PictureSamples.image(5, 4, 4), "jpeg", null, false);
    long start = System.nanoTime();
    for (byte[] picture : new byte[][] {png, bmp}) {
      assertThatThrownBy(() -> read(picture)).isInstanceOf(FileError.class);
    }
    assertThatThrownBy(
            () ->
                read(
                    String.format(Locale.ROOT, "P5 %d %d 255\n", width, height)
                        .getBytes(ISO_8859_1)))
        .isInstanceOf(FileError.class);
    assertThat(read(jpeg).format().width()).isEqualTo(4);
    assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(5_000_000_000L);
  }

  @Test
  void aProgressiveJpegOfTooMuchWorkIsRefused() throws IOException {
    BufferedImage image = PictureSamples.image(BufferedImage.TYPE_BYTE_GRAY, 64, 64);
    byte[] jpeg = PictureSamples.encode(image, "jpeg", null, true);
    int frame = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xc2});
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 16000).putShort(frame + 7, (short) 16000);
    assertThatThrownBy(() -> read(jpeg)).hasMessageContaining("256,000,000 pixels, but as JPEG");
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 8000).putShort(frame + 7, (short) 8000);
    int scan = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xda});
    byte[] one = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
    ByteBuffer many = ByteBuffer.allocate(jpeg.length + 100 * one.length).put(jpeg, 0, scan);
    for (int i = 0; i < 100; i++) {
      many.put(one);
    }
    assertThatThrownBy(() -> read(many.put(jpeg, scan, jpeg.length - scan).array()))
        .hasMessageContaining("scans, which takes too long");
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    return new String(bytes, ISO_8859_1).indexOf(new String(part, ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | it is empty",
        "<!DOCTYPE html><title>404 | it is a web page",
        "  <html> | it is a web page",
        "version https://git-lfs.github.com/spec/v1 | git lfs pull",
        "P6 1 1 255 abc | it is PPM, which is not read; convert it to PNG",
        "8BPS | it is PSD",
        "<?xml version='1.0'?><svg> | it is SVG",
        "hello | it is not a picture of a known format",
      })
  void aFileThatIsNoPictureIsNamedForWhatItIs(String content, String message) {
    String text = content == null ? "" : content;
    assertThatThrownBy(() -> read(text.getBytes(ISO_8859_1))).hasMessageContaining(message);
  }

  @Test
  void picturesOfPhonesThatAreNotReadAreNamed() {
    for (String brand : new String[] {"heic", "heix", "mif1", "avif"}) {
      byte[] file = ("\0\0\0\u0018ftyp" + brand + "\0\0\0\0mif1" + brand).getBytes(ISO_8859_1);
      assertThatThrownBy(() -> read(file))
          .hasMessageContaining(brand.equals("avif") ? "it is AVIF" : "it is HEIC")
          .hasMessageEndingWith("convert it to PNG");
    }
    assertThatThrownBy(() -> read(new byte[5000])).hasMessageContaining("zeros only");
  }
}
