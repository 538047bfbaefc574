package smilet.device.indicator;

/**
 * The faces of a frame, if faces were looked for in it. The same list is filled for every frame;
 * nothing is allocated.
 */
public final class FaceList {
  private final FaceReading[] faces = new FaceReading[Reading.MOST_FACES];
  private boolean lookedFor;
  private int count;

  /** Makes the list of a frame in which faces were not looked for. */
  public FaceList() {
    for (int i = 0; i < faces.length; i++) {
      faces[i] = new FaceReading();
    }
  }

  /**
   * Empties the list for another frame.
   *
   * @param inThisFrame whether faces are looked for in it
   */
  void begin(boolean inThisFrame) {
    lookedFor = inThisFrame;
    count = 0;
  }

  /** Adds a face, which the caller fills: at most {@value Reading#MOST_FACES}. */
  FaceReading add() {
    return faces[count++];
  }

  /** Removes the faces, as at a fault. */
  public void clear() {
    count = 0;
  }

  /** Makes this equal to another list. */
  public void copyFrom(FaceList other) {
    lookedFor = other.lookedFor;
    count = other.count;
    for (int i = 0; i < count; i++) {
      faces[i].copyFrom(other.faces[i]);
    }
  }

  /** Whether faces were looked for. */
  public boolean lookedFor() {
    return lookedFor;
  }

  /** How many faces were found. */
  public int count() {
    return count;
  }

  /** A face that was found, the largest first. */
  public FaceReading get(int i) {
    return faces[i];
  }

  /** Whether faces were looked for and none was found. */
  public boolean isNobody() {
    return lookedFor && count == 0;
  }
}
