package smilet.trainer.finder;

import smilet.shared.finder.Detections;

/**
 * A rectangle in a picture, in pixels.
 *
 * @param x column of its left side
 * @param y row of its upper side
 * @param width above 0
 * @param height above 0
 */
public record Box(double x, double y, double width, double height) {
  public Box {
    if (!(width > 0) || !(height > 0)) {
      throw new IllegalArgumentException(
          "a box must be wider and higher than 0, was " + width + "x" + height);
    }
  }

  static Box of(Detections faces, int index) {
    int side = faces.side(index);
    return new Box(faces.x(index), faces.y(index), side, side);
  }

  /** The area that two boxes share, divided by the area that they cover together. */
  double overlap(Box other) {
    double shared =
        shared(x, width, other.x, other.width) * shared(y, height, other.y, other.height);
    return shared / (width * height + other.width * other.height - shared);
  }

  private static double shared(double from, double length, double otherFrom, double otherLength) {
    return Math.max(
        0, Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom));
  }
}
