package smilet.device.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smilet.device.clock.SteppedClock;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.Reading;
import smilet.device.loop.SmileLoop;
import smilet.device.loop.Statistics;
import smilet.device.scene.WholeFrame;
import smilet.device.supply.LoadedModel;
import smilet.device.supply.ModelHandover;
import smilet.shared.frame.Frame;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Classifier;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;
import smilet.shared.model.Thresholds;

/**
 * What {@code --sensor replay} classifies is what {@code smilet evaluate} judged, to the bit, for
 * every picture format and size, mixed in one folder. The modules do not know one another, so the
 * trainer's classes come from the folder that its build left; without it this test is skipped and
 * says so.
 */
class ReplayEqualsEvaluateTest {
  private static final Path TRAINER = Path.of("../trainer/target/classes");
  private static final int[][] SIZES = {{64, 64}, {20, 31}, {128, 128}, {300, 131}, {2100, 40}};

  @TempDir Path folder;

  private final Random random = new Random(5);
  private int pictures;

  @Test
  void everyPictureIsClassifiedAsItWasJudged() throws Exception {
    assumeTrue(Files.isDirectory(TRAINER), "skipped: the trainer is not built, " + TRAINER);
    Files.createDirectories(folder.resolve("smile"));
    Files.createDirectories(folder.resolve("not-smile"));
    for (int[] size : SIZES) {
      drawPngs(size[0], size[1]);
      drawJpegs(size[0], size[1]);
      drawPgms(size[0], size[1]);
    }
    for (Normalisation normalisation : Normalisation.values()) {
      Model model = model(normalisation);
      assertThat(replayed(model)).hasSize(pictures).containsExactlyElementsOf(judged(model));
    }
  }

  /** The logits that the device's loop computes, in the order of the files' names. */
  private List<Integer> replayed(Model model) throws SensorException {
    SteppedClock clock = new SteppedClock();
    List<Integer> logits = new ArrayList<>();
    Indicator recorder =
        new Indicator() {
          @Override
          public void show(Reading reading, Frame frame) {
            logits.add(reading.logitQ16());
          }

          @Override
          public void fault(String message) {
            throw new AssertionError(message);
          }

          @Override
          public void off() {}
        };
    try (ReplaySensor sensor = new ReplaySensor(clock, folder, false)) {
      Classifier classifier = new Classifier(model, sensor.format());
      LoadedModel loaded =
          new LoadedModel(
              "0".repeat(64), classifier, Thresholds.ROUGHLY_RIGHT, 100, Optional.empty());
      new SmileLoop(
              clock,
              30,
              sensor,
              new WholeFrame(),
              new ModelHandover(loaded),
              1,
              List.of(recorder),
              new Statistics(),
              now -> {})
          .run(pictures, Long.MAX_VALUE);
    }
    return logits;
  }

  /** The logits of the trainer's predictions, not-smile first, as the names are ordered. */
  private List<Integer> judged(Model model) throws Exception {
    URL[] classes = {TRAINER.toUri().toURL()};
    try (URLClassLoader trainer = new URLClassLoader(classes, getClass().getClassLoader())) {
      Class<?> options = trainer.loadClass("smilet.trainer.data.LoadOptions");
      Class<?> progress = trainer.loadClass("smilet.trainer.data.DatasetLoader$Progress");
      Object data =
          trainer
              .loadClass("smilet.trainer.data.DatasetLoader")
              .getMethod("load", Path.class, options, progress)
              .invoke(
                  null,
                  folder,
                  options.getField("DEFAULT").get(null),
                  progress.getField("NONE").get(null));
      Class<?> predictions = trainer.loadClass("smilet.trainer.evaluate.Predictions");
      Object judged =
          predictions.getMethod("of", Model.class, data.getClass()).invoke(null, model, data);
      int[] logits = (int[]) predictions.getMethod("logitsQ16").invoke(judged);
      List<Integer> ordered = new ArrayList<>();
      for (int i = 0; i < logits.length; i++) { // the trainer has the smiles first
        ordered.add(logits[(i + smiles(data)) % logits.length]);
      }
      return ordered;
    }
  }

  private static int smiles(Object data) throws ReflectiveOperationException {
    return (int) data.getClass().getMethod("smileCount").invoke(data);
  }

  private Model model(Normalisation normalisation) {
    byte[] weights = new byte[12 * 12];
    random.nextBytes(weights);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (byte) Math.max(-127, weights[i]);
    }
    Dense dense = new Dense(new Shape(12, 12, 1), weights, 1234, 40_000, 8);
    return new Model(new Grid(12, 12), normalisation, List.of(dense));
  }

  private Path next(String ending) {
    pictures++;
    String label = pictures % 2 == 0 ? "smile" : "not-smile";
    return folder.resolve(label).resolve(String.format(Locale.ROOT, "%03d.%s", pictures, ending));
  }

  private void drawPngs(int width, int height) throws IOException {
    for (int type :
        new int[] {
          BufferedImage.TYPE_BYTE_BINARY,
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_BYTE_INDEXED,
          BufferedImage.TYPE_3BYTE_BGR,
          BufferedImage.TYPE_4BYTE_ABGR,
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_USHORT_GRAY,
        }) {
      write(new BufferedImage(width, height, type), "png");
    }
    for (int bits : new int[] {8, 16}) {
      write(image(ColorSpace.CS_GRAY, 2, bits, width, height), "png");
      write(image(ColorSpace.CS_sRGB, 3, bits, width, height), "png");
      write(image(ColorSpace.CS_sRGB, 4, bits, width, height), "png");
    }
  }

  private void drawJpegs(int width, int height) throws IOException {
    write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "jpg");
    write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "jpeg");
  }

  private void drawPgms(int width, int height) throws IOException {
    for (int white : new int[] {255, 99, 4095, 65535}) {
      byte[] header =
          String.format(Locale.ROOT, "P5 %d %d %d\n", width, height, white)
              .getBytes(StandardCharsets.US_ASCII);
      byte[] pixels = new byte[width * height * (white > 255 ? 2 : 1)];
      random.nextBytes(pixels);
      byte[] content = new byte[header.length + pixels.length];
      System.arraycopy(header, 0, content, 0, header.length);
      System.arraycopy(pixels, 0, content, header.length, pixels.length);
      Files.write(next("pgm"), content);
      StringBuilder text =
          new StringBuilder(String.format(Locale.ROOT, "P2 %d %d %d", width, height, white));
      for (int i = 0; i < width * height; i++) {
        text.append('\n').append(random.nextInt(white + 1));
      }
      Files.writeString(next("pgm"), text);
    }
  }

  private static BufferedImage image(int space, int bands, int bits, int width, int height) {
    int type = bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    boolean alpha = bands % 2 == 0;
    ColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(space),
            alpha,
            false,
            alpha ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE,
            type);
    WritableRaster raster =
        Raster.createInterleavedRaster(type, width, height, bands, new Point(0, 0));
    return new BufferedImage(colours, raster, false, null);
  }

  /** Fills every sample at random, coarse enough for JPEG to keep some of it. */
  private void write(BufferedImage image, String ending) throws IOException {
    WritableRaster raster = image.getRaster();
    int bits = raster.getSampleModel().getSampleSize(0);
    int[] cell = new int[raster.getNumBands()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int band = 0; band < cell.length && x % 5 == 0; band++) {
          cell[band] = random.nextInt(1 << bits);
        }
        raster.setPixel(x, y, cell);
      }
    }
    Path file = next(ending);
    String format = ending.equals("png") ? "png" : "jpg";
    assertThat(ImageIO.write(image, format, file.toFile())).as("%s", file).isTrue();
  }
}
