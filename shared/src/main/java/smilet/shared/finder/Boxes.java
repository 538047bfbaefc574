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
    int width = Math.min(x + side, otherX + otherSide) - Math.max(x, otherX);
    int height = Math.min(y + side, otherY + otherSide) - Math.max(y, otherY);
    if (width <= 0 || height <= 0) {
      return false;
    }
    int intersection = width * height;
    int union = side * side + otherSide * otherSide - intersection; // sides are below 2^11
    return 100 * intersection >= percent * union;
  }
}
