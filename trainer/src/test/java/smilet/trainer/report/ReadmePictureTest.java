package smilet.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smilet.shared.ready.ReadyModels;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader;
import smilet.trainer.data.LoadOptions;
import smilet.trainer.evaluate.Predictions;

/**
 * The README's picture of sixteen rendered faces shows what the ready-made model says to them. With
 * {@code -Dsmilet.writePictures=true} this writes the picture; otherwise it checks that it is true.
 */
class ReadmePictureTest {
  private static final Path FACES = Path.of("../device/src/main/quickstart/faces");
  private static final Path PICTURE = Path.of("../.pictures/ready-made.svg");
  private static final int COLUMNS = 8;
  private static final int COUNT = 16;
  private static final int CELL = 104;
  private static final int SIDE = 96;

  @Test
  void showsWhatTheReadyMadeModelSays() throws IOException {
    String picture = picture();
    if (Boolean.getBoolean("smilet.writePictures")) {
      Files.writeString(PICTURE, picture);
    }
    assertThat(Files.readString(PICTURE)).isEqualTo(picture);
  }

  private static String picture() throws IOException {
    Dataset faces = DatasetLoader.load(FACES, LoadOptions.DEFAULT, DatasetLoader.Progress.NONE);
    int[] shown = IntStream.range(0, COUNT).toArray();
    Predictions predictions =
        Predictions.of(
            ReadyModels.named(ReadyModels.ANY).orElseThrow().file().model(), faces, shown);
    int height = CELL + 26;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="14">
            <rect width="100%%" height="100%%" fill="#fff"/>
            """,
            COLUMNS * CELL,
            COUNT / COLUMNS * height));
    for (int i = 0; i < COUNT; i++) {
      int x = i % COLUMNS * CELL + (CELL - SIDE) / 2;
      int y = i / COLUMNS * height + (CELL - SIDE) / 2;
      double share = predictions.probability(i);
      byte[] png = Files.readAllBytes(FACES.resolve(faces.name(i)));
      svg.append(
          String.format(
              Locale.ROOT,
              """
              <image x="%d" y="%d" width="%d" height="%d" href="data:image/png;base64,%s"/>
              <rect x="%d" y="%d" width="%d" height="5" fill="#ddd"/>
              <rect x="%d" y="%d" width="%.1f" height="5" fill="#1f5fa8"/>
              <text x="%d" y="%d" fill="#222">%.0f %%</text>
              """,
              x,
              y,
              SIDE,
              SIDE,
              Base64.getEncoder().encodeToString(png),
              x,
              y + SIDE + 2,
              SIDE,
              x,
              y + SIDE + 2,
              SIDE * share,
              x,
              y + SIDE + 21,
              100 * share));
    }
    return svg.append("</svg>\n").toString();
  }
}
