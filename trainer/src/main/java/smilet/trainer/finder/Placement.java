package smilet.trainer.finder;

import java.util.SplittableRandom;

/**
 * Where a window lies on a face, and how.
 *
 * @param shiftX from the middle of the face's box to that of the window, in sides of the box
 * @param shiftY likewise
 * @param scale the window's side, in sides of the box
 * @param aspect the window's height against its width
 * @param turnDegrees how far the face is turned in the window
 * @param mirrored whether the face is mirrored
 */
record Placement(
    double shiftX,
    double shiftY,
    double scale,
    double aspect,
    double turnDegrees,
    boolean mirrored) {
  /** The window is the face's box. */
  static final Placement EXACT = new Placement(0, 0, 1, 1, 0, false);

  /**
   * Half the distance of neighbouring windows, as a share of their side: no face is further from
   * the nearest one.
   */
  private static final double SHIFT = 1.0 / 12;

  /** Half a step of the pyramid, 2^(1/8), as a logarithm. */
  private static final double SCALE = 0.0866;

  private static final double ASPECT = 0.05;
  private static final double TURN_DEGREES = 13;

  /** A window that must count as a face. */
  static Placement on(SplittableRandom random) {
    return new Placement(
        within(random, SHIFT),
        within(random, SHIFT),
        StrictMath.exp(within(random, SCALE)),
        StrictMath.exp(within(random, ASPECT)),
        within(random, TURN_DEGREES),
        random.nextBoolean());
  }

  /** A window that must not: it shows a part of the face, or the face and much around it. */
  static Placement beside(SplittableRandom random) {
    double direction = 2 * Math.PI * random.nextDouble();
    double distance;
    double scale;
    switch (random.nextInt(4)) {
      case 0 -> { // a part of the face
        scale = 0.25 + 0.3 * random.nextDouble();
        distance = 0.35 * random.nextDouble();
      }
      case 1 -> { // a face that is small in its window
        scale = 1.9 + 0.9 * random.nextDouble();
        distance = 0.5 * random.nextDouble();
      }
      default -> {
        scale = StrictMath.exp(within(random, 0.3));
        distance = scale * (0.5 + 0.4 * random.nextDouble());
      }
    }
    return new Placement(
        distance * StrictMath.cos(direction),
        distance * StrictMath.sin(direction),
        scale,
        StrictMath.exp(within(random, ASPECT)),
        within(random, TURN_DEGREES),
        random.nextBoolean());
  }

  /** A number uniformly distributed between -most and most. */
  static double within(SplittableRandom random, double most) {
    return most * (2 * random.nextDouble() - 1);
  }
}
