package smilet.shared.finder;

/**
 * Found faces: square boxes in pixels of the frame, with scores. A list of at most {@value
 * #CAPACITY}, to be filled again and again; nothing is allocated.
 */
public final class Detections {
  /** The most faces. */
  public static final int CAPACITY = 64;

  private final int[] lefts = new int[CAPACITY];
  private final int[] tops = new int[CAPACITY];
  private final int[] sides = new int[CAPACITY];
  private final int[] scoresQ16 = new int[CAPACITY];
  private int count;

  /** Makes an empty list. */
  public Detections() {}

  public int count() {
    return count;
  }

  /** The column of the box's first pixel. */
  public int x(int index) {
    return lefts[index(index)];
  }

  /** The row of the box's first pixel. */
  public int y(int index) {
    return tops[index(index)];
  }

  /** Pixels per side of the box. */
  public int side(int index) {
    return sides[index(index)];
  }

  /** The finder's score, Q15.16. */
  public int scoreQ16(int index) {
    return scoresQ16[index(index)];
  }

  /** Removes all. */
  public void clear() {
    count = 0;
  }

  /** Adds a face, unless the list is full. */
  public void add(int x, int y, int side, int scoreQ16) {
    if (count < CAPACITY) {
      lefts[count] = x;
      tops[count] = y;
      sides[count] = side;
      scoresQ16[count] = scoreQ16;
      count++;
    }
  }

  /** Moves every box into a frame, and makes those smaller that are larger than it. */
  void keepInside(int width, int height) {
    for (int i = 0; i < count; i++) {
      sides[i] = Math.clamp(sides[i], 1, Math.min(width, height));
      lefts[i] = Math.clamp(lefts[i], 0, width - sides[i]);
      tops[i] = Math.clamp(tops[i], 0, height - sides[i]);
    }
  }

  private int index(int index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException("no face " + index + " of " + count);
    }
    return index;
  }
}
