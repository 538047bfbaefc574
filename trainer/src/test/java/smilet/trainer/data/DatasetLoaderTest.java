package smilet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.error.UserError;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

class DatasetLoaderTest {
  @TempDir Path folder;

  @Test
  void oneFolderPerClassIsReadInOrderWithPicturesOfAnyFormat() throws IOException {
    picture("smile/a.png", BufferedImage.TYPE_BYTE_GRAY, 8, 6, 200);
    picture("smile/b.jpg", BufferedImage.TYPE_INT_RGB, 40, 30, 100);
    picture("not-smile/c.PNG", BufferedImage.TYPE_INT_ARGB, 300, 20, 50);
    Files.write(folder.resolve("not-smile/d.pgm"), "P2 # two\n2 1 10\n0 10".getBytes(UTF_8));
    Files.writeString(folder.resolve("smile/notes.txt"), "not a picture");

    Dataset data = load();
    assertThat(data.size()).isEqualTo(4);
    assertThat(data.smileCount()).isEqualTo(2);
    assertThat(data.personsKnown()).isFalse();
    assertThat(data.name(1)).isEqualTo("smile/b.jpg");
    assertThat(data.smile(1)).isTrue();
    assertThat(data.format(0)).isEqualTo(new FrameFormat(8, 6, 8));
    assertThat(data.format(2)).as("sides shrink to 128").isEqualTo(new FrameFormat(128, 20, 8));
    Dataset.Reader reader = data.reader();
    assertThat(reader.frame(0).pixel(7, 5)).isEqualTo(200);
    assertThat(reader.frame(2).pixel(127, 19)).isEqualTo(50);
    assertThat(reader.frame(3).pixels()).containsExactly((char) 0, (char) 255);
  }

  @Test
  void sixteenBitsStaySixteenBits() throws IOException {
    picture("smile/a.png", BufferedImage.TYPE_USHORT_GRAY, 4, 4, 40000);
    byte[] pgm = "P5 1 1 65535\n??".getBytes(StandardCharsets.ISO_8859_1);
    pgm[pgm.length - 2] = 0x12;
    pgm[pgm.length - 1] = 0x34;
    Files.createDirectories(folder.resolve("not-smile"));
    Files.write(folder.resolve("not-smile/b.pgm"), pgm);
    Dataset data = load();
    assertThat(data.reader().frame(0).pixel(3, 3)).isEqualTo(40000);
    assertThat(data.reader().frame(1).pixel(0, 0)).isEqualTo(0x1234);
  }

  @Test
  void colourBecomesLuma() throws IOException {
    picture("smile/red.png", BufferedImage.TYPE_INT_RGB, 2, 2, 0);
    BufferedImage green = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    green.setRGB(0, 0, 0x00ff00);
    Files.createDirectories(folder.resolve("not-smile"));
    ImageIO.write(green, "png", folder.resolve("not-smile/green.png").toFile());
    assertThat(load().reader().frame(1).pixel(0, 0)).isEqualTo(150); // 0.587 of 255
  }

  @Test
  void aTableGivesLabelAndPerson() throws IOException {
    picture("x.png", BufferedImage.TYPE_BYTE_GRAY, 8, 8, 1);
    picture("y.png", BufferedImage.TYPE_BYTE_GRAY, 8, 8, 2);
    Files.writeString(
        folder.resolve("labels.csv"),
        "\ufefffile,person,label,tilted,mood\r\n\"x.png\",17,smile,1,good\r\n\r\ny.png,Ann,not-smile,0,\r\n");
    Dataset data = load();
    assertThat(data.personsKnown()).isTrue();
    assertThat(data.person(0)).isEqualTo(17);
    assertThat(data.person(1)).isEqualTo("Ann".hashCode() & Integer.MAX_VALUE);
    assertThat(data.tilted(0)).isTrue();
    assertThat(data.tilted(1)).isFalse();
  }

  @Test
  void rowsOfPixelsAreFaces() throws IOException {
    Path table = folder.resolve("faces.csv");
    Files.writeString(
        table, "label,person,a,b,c,d\nsmile,3,0,255,17,30\nnot-smile,4,0,0.6,2,1e1\n");
    Dataset data = DatasetLoader.load(table, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
    assertThat(data.format(0)).isEqualTo(new FrameFormat(2, 2, 8));
    assertThat(data.person(1)).isEqualTo(4);
    assertThat(data.reader().frame(1).pixels())
        .containsExactly((char) 0, (char) 1, (char) 2, (char) 10);
  }

  @Test
  void rowsMayBeRectangularAndBinary() throws IOException {
    Path table = folder.resolve("faces.csv");
    Files.writeString(table, "smile,0,1,1\nnot-smile,1,0,0\n");
    LoadOptions options =
        new LoadOptions("smile", "not-smile", 1, Optional.of(new Grid(3, 1)), false);
    Dataset data = DatasetLoader.load(table, options, DatasetLoader.Progress.NONE);
    assertThat(data.format(0)).isEqualTo(new FrameFormat(3, 1, 8));
    assertThat(data.reader().frame(0).pixels()).containsExactly((char) 0, (char) 255, (char) 255);
  }

  @Test
  void pixelsThatDoNotFitInMemoryAreReadFromTheFile() throws IOException {
    for (int i = 0; i < 10; i++) {
      picture("smile/" + i + ".png", BufferedImage.TYPE_BYTE_GRAY, 16, 16, i);
      picture("not-smile/" + i + ".png", BufferedImage.TYPE_BYTE_GRAY, 16, 16, 100 + i);
    }
    Dataset data =
        DatasetLoader.load(folder, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE, 5 * 256);
    assertThat(data.bytesOnDisk()).isEqualTo(15 * 256);
    Dataset.Reader reader = data.reader();
    for (int i = 0; i < 10; i++) {
      assertThat(reader.frame(i).pixel(15, 15)).isEqualTo(i);
      assertThat(reader.frame(10 + i).pixel(0, 0)).isEqualTo(100 + i);
    }
  }

  @Test
  void aBrokenPictureIsNamedOrSkippedAndCounted() throws IOException {
    picture("smile/a.png", BufferedImage.TYPE_BYTE_GRAY, 8, 8, 1);
    picture("not-smile/b.png", BufferedImage.TYPE_BYTE_GRAY, 8, 8, 1);
    byte[] whole = Files.readAllBytes(folder.resolve("smile/a.png"));
    for (int length : new int[] {0, 7, whole.length / 2}) {
      Path broken = folder.resolve("smile/broken" + length + ".png");
      Files.write(broken, java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(this::load)
          .isInstanceOf(UserError.class)
          .hasMessageContaining(broken.toString())
          .hasMessageContaining("--skip-broken");
      LoadOptions skipping = new LoadOptions("smile", "not-smile", 255, Optional.empty(), true);
      Dataset data = DatasetLoader.load(folder, skipping, DatasetLoader.Progress.NONE);
      assertThat(data.size()).isEqualTo(2);
      assertThat(data.skipped()).isEqualTo(1);
      Files.delete(broken);
    }
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  private Dataset load() {
    return DatasetLoader.load(folder, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
  }

  private void picture(String name, int type, int width, int height, int grey) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (image.getRaster().getNumBands() == 1) {
          image.getRaster().setSample(x, y, 0, grey);
        } else {
          image.setRGB(x, y, 0xff000000 | (grey * 0x010101));
        }
      }
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, name.endsWith("jpg") ? "jpg" : "png", file.toFile());
  }
}
