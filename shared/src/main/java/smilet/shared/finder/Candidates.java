package smilet.shared.finder;

/**
 * The windows that passed the threshold, before those of one face are merged. If there are more
 * than {@value #CAPACITY}, the best stay.
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
      if (scoresQ16[at] >= scoreQ16) {
        return;
      }
    }
    lefts[at] = x;
    tops[at] = y;
    sides[at] = side;
    scoresQ16[at] = scoreQ16;
  }

  private int weakest() {
    int weakest = 0;
    for (int i = 1; i < count; i++) {
      if (scoresQ16[i] < scoresQ16[weakest]) {
        weakest = i;
      }
    }
    return weakest;
  }

  /** Sorts by score, the best first; equal ones stay in their order. */
  void sort() {
    for (int i = 1; i < count; i++) {
      int x = lefts[i];
      int y = tops[i];
      int side = sides[i];
      int scoreQ16 = scoresQ16[i];
      int to = i;
      for (; to > 0 && scoresQ16[to - 1] < scoreQ16; to--) {
        lefts[to] = lefts[to - 1];
        tops[to] = tops[to - 1];
        sides[to] = sides[to - 1];
        scoresQ16[to] = scoresQ16[to - 1];
      }
      lefts[to] = x;
      tops[to] = y;
      sides[to] = side;
      scoresQ16[to] = scoreQ16;
    }
  }
}
