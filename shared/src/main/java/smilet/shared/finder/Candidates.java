package smilet.shared.finder;

/**
 * The windows that passed the threshold, before those of one face are merged. If there are more
 * than {@value #CAPACITY}, the best stay. Of windows with equal scores the smaller is better, then
 * the upper one, then the left one, so that the order of the search does not matter.
 */
final class Candidates {
  static final int CAPACITY = 1024;

  final int[] lefts = new int[CAPACITY];
  final int[] tops = new int[CAPACITY];
  final int[] sides = new int[CAPACITY];
  final int[] scoresQ16 = new int[CAPACITY];
  private int count;

  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }

  void add(int x, int y, int side, int scoreQ16) {
    int at = count;
    if (count < CAPACITY) {
      count++;
    } else {
      at = weakest();
      if (!isBetter(x, y, side, scoreQ16, at)) {
        return;
      }
    }
    set(at, x, y, side, scoreQ16);
  }

  private void set(int at, int x, int y, int side, int scoreQ16) {
    lefts[at] = x;
    tops[at] = y;
    sides[at] = side;
    scoresQ16[at] = scoreQ16;
  }

  private boolean isBetter(int x, int y, int side, int scoreQ16, int than) {
    if (scoreQ16 != scoresQ16[than]) {
      return scoreQ16 > scoresQ16[than];
    }
    if (side != sides[than]) {
      return side < sides[than];
    }
    return y != tops[than] ? y < tops[than] : x < lefts[than];
  }

  private int weakest() {
    int weakest = 0;
    for (int i = 1; i < count; i++) {
      if (isBetter(lefts[weakest], tops[weakest], sides[weakest], scoresQ16[weakest], i)) {
        weakest = i;
      }
    }
    return weakest;
  }

  /** Sorts, the best first. */
  void sort() {
    for (int i = 1; i < count; i++) {
      int x = lefts[i];
      int y = tops[i];
      int side = sides[i];
      int scoreQ16 = scoresQ16[i];
      int to = i;
      for (; to > 0 && isBetter(x, y, side, scoreQ16, to - 1); to--) {
        set(to, lefts[to - 1], tops[to - 1], sides[to - 1], scoresQ16[to - 1]);
      }
      set(to, x, y, side, scoreQ16);
    }
  }
}
