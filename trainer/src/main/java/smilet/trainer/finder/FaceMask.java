package smilet.trainer.finder;

import java.util.SplittableRandom;

/**
 * Which part of a face's picture is shown on a background: what a crop has outside the face, and
 * where it ends, must not tell a network that there is a face. Coordinates are -1 to 1 from side to
 * side of the picture.
 *
 * @param oval whether the shape is an ellipse; otherwise a rectangle
 * @param width half of the shape's width
 * @param height half of its height
 * @param softness over how much of the shape it fades, above 0
 */
record FaceMask(boolean oval, double width, double height, double softness) {
  /** Everything; beyond its picture, the pixels at its edge go on. */
  static final FaceMask ALL = new FaceMask(false, 1e9, 1e9, 1);

  private static final double OPEN = 0.3;
  private static final double OVAL = 0.5;

  /** Any mask. */
  static FaceMask draw(SplittableRandom random) {
    return random.nextDouble() < OPEN ? ALL : drawClosed(random);
  }

  /** A mask that ends inside its picture. */
  static FaceMask drawClosed(SplittableRandom random) {
    boolean oval = random.nextDouble() < OVAL;
    double width = random.nextDouble();
    double height = random.nextDouble();
    double softness = 0.03 + 0.25 * random.nextDouble();
    return oval
        ? new FaceMask(true, 0.8 + 0.25 * width, 0.95 + 0.3 * height, softness)
        : new FaceMask(false, 0.85 + 0.15 * width, 0.9 + 0.1 * height, softness);
  }

  /** How much of the face is seen at a place, 0 to 1. */
  double at(double x, double y) {
    double u = Math.abs(x) / width;
    double v = Math.abs(y) / height;
    double distance = oval ? Math.sqrt(u * u + v * v) : Math.max(u, v);
    double inside = (1 - distance) / softness;
    if (this != ALL) { // nothing is known beyond the picture
      inside = Math.min(inside, (1 - Math.max(Math.abs(x), Math.abs(y))) * 16);
    }
    double share = Math.clamp(inside, 0, 1);
    return share * share * (3 - 2 * share);
  }
}
