package smilet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.error.UserError;

/** What is not read is said: five files by name, the others counted. */
class LeftOutTest {
  private static final LoadOptions SKIPPING =
      new LoadOptions("smile", "not-smile", 255, Optional.empty(), true);

  @TempDir Path folder;

  private Dataset load(LoadOptions options) {
    return DatasetLoader.load(folder, options, DatasetLoader.Progress.NONE);
  }

  private void picture(String name, int grey) throws IOException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(1, 1, 0, grey);
    Files.createDirectories(folder.resolve(name).getParent());
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  private void text(String name, String content) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), content);
  }

  @Test
  void fiveFilesAreNamedAndTheOthersCounted() throws IOException {
    picture("smile/a.png", 1);
    picture("not-smile/b.png", 2);
    for (int i = 0; i < 7; i++) {
      text(String.format(Locale.ROOT, "smile/broken%d.png", i), "");
    }
    text("smile/phone.heic", "");
    text("smile/.DS_Store", "");
    assertThatThrownBy(() -> load(LoadOptions.DEFAULT))
        .isInstanceOf(UserError.class)
        .hasMessage(
            ("cannot read %s: it is empty, and 6 others cannot be read either; --skip-broken leaves"
                    + " such pictures out")
                .formatted(folder.resolve("smile/broken0.png")));
    Dataset data = load(SKIPPING);
    assertThat(data.size()).isEqualTo(2);
    assertThat(data.skipped()).isEqualTo(7);
    assertThat(data.report().lines())
        .containsExactly(
            "broken pictures left out: 7: smile/broken0.png (it is empty), smile/broken1.png (it is"
                + " empty), smile/broken2.png (it is empty), smile/broken3.png (it is empty),"
                + " smile/broken4.png (it is empty) and 2 more",
            "pictures of other formats left out: 1: smile/phone.heic (it is HEIC, which is not"
                + " read; convert it to PNG)",
            "hidden files and files of the operating system left out: 1");
  }

  @Test
  void aClassWithNothingToReadSaysWhatIsThere() throws IOException {
    picture("not-smile/b.png", 2);
    text("smile/phone.heic", "");
    assertThatThrownBy(() -> load(LoadOptions.DEFAULT))
        .hasMessageContaining("smile is empty")
        .hasMessageContaining("smile/phone.heic (it is HEIC");
  }

  @Test
  void theSamePictureUnderTwoLabelsOrPersonsIsTold() throws IOException {
    picture("smile/a.png", 1);
    picture("smile/copy.png", 1);
    picture("not-smile/a.png", 1);
    picture("not-smile/b.png", 2);
    List<String> warnings = load(LoadOptions.DEFAULT).report().warnings();
    assertThat(warnings)
        .containsExactly(
            "the same picture has two labels: 1: smile/a.png and not-smile/a.png; correct one of"
                + " them",
            "the same picture is there twice, of different or unknown persons: 1: smile/a.png and"
                + " smile/copy.png; if one of them is held out, its figures are too good");
    String table = "file,label,person\nsmile/a.png,smile,1\nnot-smile/b.png,not-smile,1\n";
    text("labels.csv", table + "smile/copy.png,smile,1\n");
    assertThat(load(LoadOptions.DEFAULT).report().warnings()).isEmpty();
    text("labels.csv", table + "smile/copy.png,smile,2\n");
    assertThat(load(LoadOptions.DEFAULT).report().warnings()).hasSize(1);
  }
}
