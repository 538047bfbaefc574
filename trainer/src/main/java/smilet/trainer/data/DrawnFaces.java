package smilet.trainer.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.faces.FacePainter;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.random.Seeds;

/** Writes a folder of drawn faces that {@link DatasetLoader} can read. */
public final class DrawnFaces {
  /** Faces per person, each with an expression between a frown and a grin. */
  public static final int FACES_PER_PERSON = 8;

  private static final FrameFormat FORMAT = new FrameFormat(64, 64, 8);

  private DrawnFaces() {}

  /** Which person and which mouth the face with a number has; pose and light come later. */
  private record Drawn(int person, double mouth) {
    static Drawn of(int number, long seed) {
      SplittableRandom random = new SplittableRandom(Seeds.mix(seed, Seeds.GOLDEN_RATIO, number));
      return new Drawn(number / FACES_PER_PERSON, 2 * random.nextDouble() - 1);
    }

    String label() {
      return mouth >= FacePainter.SMILE_FROM ? "smile" : "not-smile";
    }

    String file(int number) {
      return String.format(Locale.ROOT, "%s/%05d.png", label(), number);
    }
  }

  /**
   * Draws faces of 64x64 grey pixels into a new folder, with a table that names the person of each.
   * The same count and seed draw the same pixels on every machine.
   *
   * @param count 1 or more
   * @throws UserError if the folder exists and is not empty
   */
  public static void draw(Path folder, int count, long seed, DatasetLoader.Progress progress)
      throws FileError {
    if (count < 1) {
      throw new IllegalArgumentException("count must be 1 or more, was " + count);
    }
    try {
      NewFolder.require(folder);
      drawAll(folder, count, seed, progress);
    } catch (IOException e) {
      throw FileError.within("cannot draw faces into", folder, e);
    } catch (UncheckedIOException e) {
      throw FileError.within("cannot draw faces into", folder, e.getCause());
    }
  }

  private static void drawAll(Path folder, int count, long seed, DatasetLoader.Progress progress)
      throws IOException {
    Files.createDirectories(folder.resolve("smile"));
    Files.createDirectories(folder.resolve("not-smile"));
    StringBuilder table = new StringBuilder("file,label,person\n");
    for (int number = 0; number < count; number++) {
      Drawn drawn = Drawn.of(number, seed);
      table.append(drawn.file(number)).append(',').append(drawn.label());
      table.append(',').append(drawn.person()).append('\n');
    }
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, count)
        .parallel()
        .forEach(
            number -> {
              draw(folder, number, seed);
              progress.done(done.incrementAndGet(), count);
            });
    Files.writeString(folder.resolve(LabelTable.FILE_NAME), table);
  }

  private static void draw(Path folder, int number, long seed) {
    Drawn drawn = Drawn.of(number, seed);
    FacePainter painter = new FacePainter(Seeds.mix(seed, Seeds.DRAWN_FACES, drawn.person()));
    painter.turn(Seeds.mix(seed, Seeds.DRAWN_FACES, number));
    Frame frame = new Frame(FORMAT);
    painter.paint(frame, drawn.mouth());
    BufferedImage image =
        new BufferedImage(FORMAT.width(), FORMAT.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] into = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(Picture.of(frame).packed(), 0, into, 0, into.length);
    try {
      ImageIO.write(image, "png", folder.resolve(drawn.file(number)).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
