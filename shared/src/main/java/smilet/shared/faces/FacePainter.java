package smilet.shared.faces;

import java.util.Random;
import smilet.shared.frame.Frame;
import smilet.shared.random.Seeds;

/**
 * Draws one person's face into frames of any format, with a given mouth. Seeds decide everything
 * else: the painter's seed the head, the seed of {@link #turn} the pose and the light. Every frame
 * gets new noise. The same calls draw the same pixels on every CPU. A painter belongs to one thread
 * and allocates nothing while it paints.
 */
public final class FacePainter {
  /** From this mouth upwards a face is labelled a smile. */
  public static final double SMILE_FROM = 0.4;

  /**
   * Samples per side for a frame of few pixels: each pixel is the mean of the samples it covers.
   */
  private static final int SAMPLES_PER_SIDE = 64;

  private final Head head;
  private final Random noise;
  private Pose pose;

  /** Makes the person that {@code seed} stands for, in the pose that it stands for too. */
  public FacePainter(long seed) {
    this.head = Head.drawnFrom(mixed(seed));
    this.noise = new Random(0);
    turn(seed);
  }

  /** Gives the person another pose in another light, drawn from {@code seed}. */
  public void turn(long seed) {
    pose = Pose.drawnFrom(mixed(seed ^ Seeds.GOLDEN_RATIO));
    noise.setSeed(Seeds.mix(seed + Seeds.GOLDEN_RATIO, Seeds.GOLDEN_RATIO, 0));
  }

  /** {@link Random} starts almost alike from neighbouring seeds; mixing separates them. */
  private static Random mixed(long seed) {
    return new Random(Seeds.mix(seed, Seeds.GOLDEN_RATIO, 0));
  }

  /**
   * Fills a frame.
   *
   * @param frame overwritten, except its capture time
   * @param mouth -1 (frown) to +1 (grin)
   */
  public void paint(Frame frame, double mouth) {
    if (!(mouth >= -1 && mouth <= 1)) {
      throw new IllegalArgumentException("mouth must be -1 to 1, was " + mouth);
    }
    int width = frame.format().width();
    int height = frame.format().height();
    int across = Math.ceilDiv(SAMPLES_PER_SIDE, width);
    int down = Math.ceilDiv(SAMPLES_PER_SIDE, height);
    int fullScale = frame.format().fullScale();
    char[] pixels = frame.pixels();
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double sum = 0;
        for (int i = 0; i < down; i++) {
          double y = (2 * (row * down + i) + 1) / (double) (height * down) - 1;
          for (int j = 0; j < across; j++) {
            double x = (2 * (column * across + j) + 1) / (double) (width * across) - 1;
            sum += brightness(x, y, mouth);
          }
        }
        double grey = sum / (across * down) + pose.noise() * noise.nextGaussian();
        int pixel = (int) (grey * fullScale + 0.5);
        pixels[row * width + column] = (char) Math.max(0, Math.min(fullScale, pixel));
      }
    }
  }

  /** The light that reaches a point of the frame, both coordinates -1 to 1. */
  private double brightness(double frameX, double frameY, double mouth) {
    double dx = frameX - pose.x();
    double dy = frameY - pose.y();
    double x = dx * pose.cosine() + dy * pose.sine();
    double y = dy * pose.cosine() - dx * pose.sine();
    double light = 1 + pose.lightX() * frameX + pose.lightY() * frameY;

    double value = pose.background();
    value = mix(value, head.hair(), ellipse(x, y + 0.12, head.width() + 0.1, head.height() + 0.04));
    double face = ellipse(x, y, head.width(), head.height());
    if (face > 0) {
      value = mix(value, skin(x, y, mouth), face * inside(head.hairline() - y + 0.1 * x * x));
    }
    return Math.max(0, value * light * pose.exposure());
  }

  /** The face itself, features on skin, at a point of the upright head. */
  private double skin(double headX, double y, double mouth) {
    double x = headX - pose.turn() * (1 - headX * headX);
    double side = Math.abs(x);
    double smile = Math.max(0, Math.min(1, mouth + head.rest()));
    double value = head.skin() * (1.04 - 0.25 * headX * headX);

    value = mix(value, head.skin() * 0.4, head.beard() * inside(0.30 + 0.25 * side - y));
    value += 0.07 * smile * ellipse(side - 0.42, y - 0.18, 0.2, 0.16);
    value = mix(value, head.skin() * 0.45, head.nose() * ellipse(x, y - 0.22, 0.14, 0.07));
    value = mix(value, head.skin() * 0.6, 0.5 * head.nose() * ellipse(x - 0.05, y, 0.05, 0.25));
    value = eyes(value, side - head.eyeGap(), y + 0.2, smile);
    return mouth(value, x, y, mouth);
  }

  /** Both eyes with their brows, and glasses; {@code x} grows outwards from an eye's centre. */
  private double eyes(double skin, double x, double y, double smile) {
    double size = head.eyeSize();
    double open = size * 0.55 * (1 - 0.35 * smile) * (1 - pose.squint());
    double value = mix(skin, head.skin() * 0.55, 0.5 * ellipse(x, y, size * 1.35, size));
    value = mix(value, Math.min(1, head.skin() + 0.25), ellipse(x, y, size, open));
    value = mix(value, 0.08, ellipse(x, y, size * 0.5, Math.min(open, size * 0.5)));
    double brow = y + size * 1.35 - head.browTilt() * x;
    value = mix(value, head.hair() * 0.7, line(x, brow, size * 1.3, head.browWeight()));
    if (head.glasses()) {
      double rim = ellipse(x, y, size * 1.9, size * 1.6) - ellipse(x, y, size * 1.65, size * 1.35);
      value = mix(value, 0.1, Math.max(0, rim));
    }
    return value;
  }

  /** The mouth: a bent line of lips that opens and shows teeth in a grin. */
  private double mouth(double skin, double x, double y, double mouth) {
    double expression = Math.max(-1, Math.min(1, mouth + head.rest()));
    double smile = Math.max(0, expression);
    double half = head.mouthWidth() * (1 + 0.35 * smile);
    double t = x / half;
    // Corners rise with the expression, the middle falls by less, as if the line kept its length.
    double middle = head.mouthY() + 0.15 * expression * (0.35 - t * t);
    double round = StrictMath.sqrt(Math.max(0, 1 - t * t));
    double open = (pose.gape() + 0.11 * smile * smile * head.teeth()) * round;
    double lips = head.lips() * (0.35 + 0.65 * round) + open;
    double off = Math.abs(y - middle);
    double within = inside(Math.abs(x) - half);
    double value = mix(skin, head.skin() * 0.5, within * inside(off - lips));
    if (open > 0) {
      double teeth = smile * head.teeth();
      double dark = mix(0.1, 0.95, teeth);
      value = mix(value, dark, within * inside(off - open));
    } else {
      value = mix(value, head.skin() * 0.25, within * inside(off - 0.012));
    }
    // The cheeks fold beside a smile.
    double fold = Math.abs(x) - half - 0.07 - 0.25 * (y - head.mouthY() + 0.1);
    return mix(value, head.skin() * 0.6, 0.5 * smile * line(y - middle + 0.12, fold, 0.2, 0.02));
  }

  /** How much of a point an ellipse about the origin covers, 0 to 1, its edge softened. */
  private static double ellipse(double x, double y, double width, double height) {
    double u = x / width;
    double v = y / height;
    return inside((StrictMath.sqrt(u * u + v * v) - 1) * Math.min(width, height));
  }

  /** How much of a point a horizontal bar covers, given half its length and half its thickness. */
  private static double line(double along, double across, double length, double thickness) {
    return inside(Math.abs(along) - length) * inside(Math.abs(across) - thickness);
  }

  /**
   * 1 well inside an edge (negative distance), 0 well outside, a ramp as wide as a sample between.
   */
  private static double inside(double distance) {
    return Math.max(0, Math.min(1, 0.5 - distance * (SAMPLES_PER_SIDE / 3.0)));
  }

  private static double mix(double below, double above, double coverage) {
    return below + (above - below) * coverage;
  }
}
