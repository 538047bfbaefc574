package smilet.shared.picture;

/**
 * How a picture has to be turned to be upright, by the values 1 to 8 of Exif's tag Orientation. To
 * show it upright, its rows and columns are swapped, if {@code swapped}; then the order of the rows
 * is reversed, if {@code mirroredDown}, and the order within each row, if {@code mirroredAcross}.
 *
 * <pre>
 * 1 as it is             5 rows and columns swapped
 * 2 mirrored across      6 turned by 90 degrees clockwise
 * 3 turned by 180        7 swapped along the other diagonal
 * 4 mirrored down        8 turned by 90 degrees counterclockwise
 * </pre>
 */
record Orientation(boolean swapped, boolean mirroredAcross, boolean mirroredDown) {
  static final Orientation UPRIGHT = of(1);

  /** The orientation of a value of the tag. Anything but 1 to 8 has no meaning: upright. */
  static Orientation of(int tag) {
    return switch (tag) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, true, false);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, false, true);
      default -> new Orientation(false, false, false);
    };
  }

  /** Whether the first column as it is stored is the last one, or the last row, if upright. */
  boolean storedColumnsReversed() {
    return swapped ? mirroredDown : mirroredAcross;
  }

  /** Whether the first row as it is stored is the last one, or the last column, if upright. */
  boolean storedRowsReversed() {
    return swapped ? mirroredAcross : mirroredDown;
  }
}
