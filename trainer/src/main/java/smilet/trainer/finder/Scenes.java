package smilet.trainer.finder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Resampler;
import smilet.shared.random.Seeds;
import smilet.trainer.data.Dataset;

/** Composes pictures with faces at known places. Finders are measured with them. */
public final class Scenes {
  /** Tries to find a place for a face that no other face has. */
  private static final int TRIES = 20;

  private static final int MOST_SAMPLES = 6;
  private static final double TURN_DEGREES = 10;
  private static final double LIGHT = 0.35;

  /** The salt of the scenes: 2^64 divided by the square root of 7, odd. */
  private static final long SALT = 0x60c247c7bf1cbb2dL;

  private final Dataset faces;
  private final int[] part;
  private final Backgrounds backgrounds;
  private final Layout layout;
  private final long seed;

  /**
   * How scenes look.
   *
   * @param width of the pictures; 0 for the background's own size
   * @param height of the pictures, likewise
   * @param most faces per picture, 0 or more; each picture with a face has 1 to so many
   * @param empty the share of the pictures without a face, 0 to 1
   * @param smallest pixels per side of the smallest box
   * @param largest of the largest box, as a share of the picture's shorter side
   */
  public record Layout(
      int width, int height, int most, double empty, int smallest, double largest) {
    /** A room: small faces, several in a picture. */
    public static final Layout ROOM = new Layout(0, 0, 3, 0.2, 27, 0.5);

    /** A portrait: one large face in a small picture. */
    public static final Layout PORTRAIT = new Layout(180, 192, 1, 0, 54, 0.65);
  }

  /**
   * @param part the indices of the faces to show; not copied
   */
  public Scenes(Dataset faces, int[] part, Backgrounds backgrounds, Layout layout, long seed) {
    this.faces = faces;
    this.part = part;
    this.backgrounds = backgrounds;
    this.layout = layout;
    this.seed = seed;
  }

  /** Composes a scene: the same one for the same number. */
  public Scene scene(int number) {
    SplittableRandom random = new SplittableRandom(Seeds.mix(seed, SALT, number));
    Frame behind = backgrounds.pictures().get(number % backgrounds.count());
    Frame picture = layout.width() == 0 ? copy(behind) : region(behind, random);
    boolean empty = random.nextDouble() < layout.empty();
    int count = empty || layout.most() == 0 ? 0 : 1 + random.nextInt(layout.most());
    List<Box> boxes = new ArrayList<>();
    List<Optional<Boolean>> smiles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      place(picture, boxes, smiles, random);
    }
    return new Scene(String.format(Locale.ROOT, "scene-%05d.png", number), picture, boxes, smiles);
  }

  private static Frame copy(Frame from) {
    Frame to = new Frame(from.format());
    System.arraycopy(from.pixels(), 0, to.pixels(), 0, to.pixels().length);
    return to;
  }

  /** A random region of a picture, as large as it may be, resampled to the layout's size. */
  private Frame region(Frame from, SplittableRandom random) {
    FrameFormat format = from.format();
    double fits =
        Math.min(
            (double) format.width() / layout.width(), (double) format.height() / layout.height());
    double scale = fits * (0.5 + 0.5 * random.nextDouble());
    int width = Math.clamp(Math.round(layout.width() * scale), 1, format.width());
    int height = Math.clamp(Math.round(layout.height() * scale), 1, format.height());
    int left = random.nextInt(format.width() - width + 1);
    int top = random.nextInt(format.height() - height + 1);
    Frame to = new Frame(new FrameFormat(layout.width(), layout.height(), 8));
    new Resampler(format, layout.width(), layout.height())
        .resample(from.pixels(), left, top, width, height, to.pixels());
    for (int i = 0; i < to.pixels().length; i++) {
      to.pixels()[i] = (char) (to.pixels()[i] >> 8);
    }
    return to;
  }

  private void place(
      Frame picture, List<Box> boxes, List<Optional<Boolean>> smiles, SplittableRandom random) {
    FrameFormat format = picture.format();
    double most = layout.largest() * Math.min(format.width(), format.height());
    for (int i = 0; i < TRIES; i++) {
      double side =
          layout.smallest()
              * StrictMath.exp(
                  random.nextDouble() * Math.log(Math.max(1, most / layout.smallest())));
      double x = random.nextDouble() * (format.width() - side);
      double y = random.nextDouble() * (format.height() - side);
      Box box = new Box(x, y, side, side);
      Box around = new Box(x - side / 4, y - side / 4, 1.5 * side, 1.5 * side);
      if (boxes.stream().allMatch(other -> around.overlap(other) == 0)) {
        int shown = part[random.nextInt(part.length)];
        paint(picture, faces.reader().frame(shown), box, random);
        boxes.add(box);
        smiles.add(Optional.of(faces.smile(shown)));
        return;
      }
    }
  }

  private static void paint(Frame picture, Frame face, Box box, SplittableRandom random) {
    FrameFormat format = face.format();
    FaceMask mask = FaceMask.drawClosed(random);
    double turn = StrictMath.toRadians(Placement.within(random, TURN_DEGREES));
    double perPixel = WindowPainter.BOX * Math.min(format.width(), format.height()) / box.width();
    double cosine = StrictMath.cos(turn) * perPixel;
    double sine = StrictMath.sin(turn) * perPixel;
    double mirror = random.nextBoolean() ? -1 : 1;
    double gain = StrictMath.exp(Placement.within(random, LIGHT));
    int samples = Math.clamp(Math.round(perPixel), 1, MOST_SAMPLES);
    double middleX = box.x() + box.width() / 2;
    double middleY = box.y() + box.height() / 2;
    int reach = (int) box.width();
    int width = picture.format().width();
    int top = (int) Math.max(0, middleY - reach);
    int left = (int) Math.max(0, middleX - reach);
    for (int row = top; row < Math.min(picture.format().height(), middleY + reach); row++) {
      for (int column = left; column < Math.min(width, middleX + reach); column++) {
        double u = mirror * (column + 0.5 - middleX);
        double v = row + 0.5 - middleY;
        double x = format.width() / 2.0 + cosine * u - sine * v;
        double y = format.height() / 2.0 + sine * u + cosine * v;
        double seen = mask.at(2 * x / format.width() - 1, 2 * y / format.height() - 1);
        if (seen > 0) {
          double grey = FacePixels.mean(face, x, y, perPixel, samples) * 255 / format.fullScale();
          double before = picture.pixels()[row * width + column];
          double mixed = before + seen * (Math.min(255, gain * grey) - before);
          picture.pixels()[row * width + column] = (char) Math.rint(mixed);
        }
      }
    }
  }
}
