package smilet.shared.finder;

/**
 * The faces that a tracker follows, in a few arrays. Those that count as faces come first once
 * {@link #sort} was called, the largest first.
 */
final class FollowedFaces {
  /** Two boxes that share this much of their union, in percent, are the same face. */
  private static final int SAME_PERCENT = 40;

  /** A found box that shares this much with the box before is a small move, and is smoothed. */
  private static final int SMALL_MOVE_PERCENT = 60;

  private final int most;
  private final long[] ids;
  private final int[] lefts;
  private final int[] tops;
  private final int[] sides;
  private final int[] scoresQ16;
  private final int[] misses;
  private final boolean[] confirmed;
  private int followed;
  private int count;
  private long nextId = 1;

  FollowedFaces(int most) {
    this.most = most;
    ids = new long[most];
    lefts = new int[most];
    tops = new int[most];
    sides = new int[most];
    scoresQ16 = new int[most];
    misses = new int[most];
    confirmed = new boolean[most];
  }

  int most() {
    return most;
  }

  /** How many boxes are followed; {@link #count} of them are faces. */
  int followed() {
    return followed;
  }

  int count() {
    return count;
  }

  long id(int i) {
    return ids[i];
  }

  int x(int i) {
    return lefts[i];
  }

  int y(int i) {
    return tops[i];
  }

  int side(int i) {
    return sides[i];
  }

  int scoreQ16(int i) {
    return scoresQ16[i];
  }

  void clear() {
    followed = 0;
    count = 0;
  }

  void foundAgain(int i, int x, int y, int side, int scoreQ16) {
    if (Boxes.overlap(lefts[i], tops[i], sides[i], x, y, side, SMALL_MOVE_PERCENT)) {
      sides[i] = mean(sides[i], side);
      lefts[i] = mean(lefts[i], x);
      tops[i] = mean(tops[i], y);
    } else {
      sides[i] = side;
      lefts[i] = x;
      tops[i] = y;
    }
    scoresQ16[i] = scoreQ16;
    misses[i] = 0;
    confirmed[i] = true;
  }

  private static int mean(int before, int now) {
    return (before + now) >> 1; // rounded down, so that the box stays inside the frame
  }

  void missed(int i) {
    misses[i]++;
  }

  /** Removes what was missed too often, or was never confirmed, then the younger of two doubles. */
  void dropLostAndDoubled() {
    int kept = 0;
    for (int i = 0; i < followed; i++) {
      boolean lost = misses[i] > FaceTracker.PATIENCE || (misses[i] > 0 && !confirmed[i]);
      if (!lost) {
        move(i, kept++);
      }
    }
    followed = kept;
    kept = 0;
    for (int i = 0; i < followed; i++) {
      if (!hasElderDouble(i)) {
        move(i, kept++);
      }
    }
    followed = kept;
  }

  private boolean hasElderDouble(int i) {
    for (int other = 0; other < followed; other++) {
      if (ids[other] < ids[i] && same(other, lefts[i], tops[i], sides[i])) {
        return true;
      }
    }
    return false;
  }

  private boolean same(int i, int x, int y, int side) {
    return Boxes.overlap(lefts[i], tops[i], sides[i], x, y, side, SAME_PERCENT);
  }

  /** Follows a found box, unless it is followed already or larger ones take all places. */
  void add(int x, int y, int side, int scoreQ16, boolean counts) {
    for (int i = 0; i < followed; i++) {
      if (Boxes.overlap(lefts[i], tops[i], sides[i], x, y, side, Suppression.OVERLAP_PERCENT)) {
        return;
      }
    }
    int at = followed;
    if (followed < most) {
      followed++;
    } else {
      at = smallest();
      if (5 * side < 6 * sides[at]) { // clearly larger, or two of about one size would alternate
        return;
      }
    }
    ids[at] = nextId++;
    lefts[at] = x;
    tops[at] = y;
    sides[at] = side;
    scoresQ16[at] = scoreQ16;
    misses[at] = 0;
    confirmed[at] = counts;
  }

  private int smallest() {
    int smallest = 0;
    for (int i = 1; i < followed; i++) {
      if (sides[i] < sides[smallest]) {
        smallest = i;
      }
    }
    return smallest;
  }

  /** Brings the confirmed ones to the front, the largest first, the elder of equals first. */
  void sort() {
    count = 0;
    for (int i = 0; i < followed; i++) {
      count += confirmed[i] ? 1 : 0;
      for (int j = i; j > 0 && before(j, j - 1); j--) {
        swap(j, j - 1);
      }
    }
  }

  private boolean before(int i, int j) {
    if (confirmed[i] != confirmed[j]) {
      return confirmed[i];
    }
    return sides[i] != sides[j] ? sides[i] > sides[j] : ids[i] < ids[j];
  }

  private void swap(int i, int j) {
    long id = ids[j];
    int x = lefts[j];
    int y = tops[j];
    int side = sides[j];
    int scoreQ16 = scoresQ16[j];
    int missed = misses[j];
    boolean counts = confirmed[j];
    move(i, j);
    ids[i] = id;
    lefts[i] = x;
    tops[i] = y;
    sides[i] = side;
    scoresQ16[i] = scoreQ16;
    misses[i] = missed;
    confirmed[i] = counts;
  }

  private void move(int from, int to) {
    ids[to] = ids[from];
    lefts[to] = lefts[from];
    tops[to] = tops[from];
    sides[to] = sides[from];
    scoresQ16[to] = scoresQ16[from];
    misses[to] = misses[from];
    confirmed[to] = confirmed[from];
  }
}
