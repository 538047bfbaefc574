package smilet.shared.finder;

/** What two square boxes have in common. */
final class Boxes {
  private Boxes() {}

  /**
   * Whether the boxes' intersection is at least a share of their union.
   *
   * @param percent of the union, 0 to 100
   */
  static boolean overlap(
      int x, int y, int side, int otherX, int otherY, int otherSide, int percent) {
    int common = intersection(x, y, side, otherX, otherY, otherSide);
    int union = side * side + otherSide * otherSide - common; // sides are below 2^11
    return common > 0 && 100 * common >= percent * union;
  }

  /**
   * Whether the boxes' intersection is at least a share of the smaller one.
   *
   * @param percent of the smaller box, 0 to 100
   */
  static boolean contain(
      int x, int y, int side, int otherX, int otherY, int otherSide, int percent) {
    int smaller = Math.min(side, otherSide);
    int common = intersection(x, y, side, otherX, otherY, otherSide);
    return 100 * common >= percent * smaller * smaller;
  }

  private static int intersection(int x, int y, int side, int otherX, int otherY, int otherSide) {
    int width = Math.min(x + side, otherX + otherSide) - Math.max(x, otherX);
    int height = Math.min(y + side, otherY + otherSide) - Math.max(y, otherY);
    return Math.max(width, 0) * Math.max(height, 0);
  }
}
