package smilet.shared.finder;

import java.util.Arrays;

/**
 * Non-maximum suppression: windows that overlap the best one of a face are that face too. The box
 * of a face is the mean of its windows, each weighted by how far its score is above the threshold,
 * because the mean is closer to the face than the grid of windows allows; the score is the best
 * window's. A window that lies within a better one, or around it, is a part of that face, or has it
 * as a part, and is dropped.
 */
final class Suppression {
  /** Windows that have this much of their union in common, in percent, are one face. */
  static final int OVERLAP_PERCENT = 30;

  /** A window that has this much of its area in common with a larger one lies within it. */
  private static final int WITHIN_PERCENT = 65;

  private final boolean[] taken = new boolean[Candidates.CAPACITY];

  /**
   * Merges windows to faces, best first.
   *
   * @param candidates are sorted
   * @param faces receives the faces; what it has stays
   */
  void merge(Candidates candidates, int thresholdQ16, Detections faces) {
    candidates.sort();
    Arrays.fill(taken, false);
    for (int best = 0; best < candidates.count(); best++) {
      if (!taken[best]) {
        mergeInto(best, candidates, thresholdQ16, faces);
      }
    }
  }

  private void mergeInto(int best, Candidates windows, int thresholdQ16, Detections faces) {
    int x = windows.lefts[best];
    int y = windows.tops[best];
    int side = windows.sides[best];
    // A weight is below 2^25 and a coordinate below 2^10, so 2^10 of them stay below 2^45.
    long weights = 0;
    long weightedX = 0;
    long weightedY = 0;
    long weightedSide = 0;
    for (int i = best; i < windows.count(); i++) {
      int otherX = windows.lefts[i];
      int otherY = windows.tops[i];
      int otherSide = windows.sides[i];
      if (taken[i]) {
        continue;
      }
      if (Boxes.overlap(x, y, side, otherX, otherY, otherSide, OVERLAP_PERCENT)) {
        taken[i] = true;
        long weight = (((long) windows.scoresQ16[i] - thresholdQ16) >> 8) + 1;
        weights += weight;
        weightedX += weight * otherX;
        weightedY += weight * otherY;
        weightedSide += weight * otherSide;
      } else if (Boxes.contain(x, y, side, otherX, otherY, otherSide, WITHIN_PERCENT)) {
        taken[i] = true;
      }
    }
    faces.add(
        rounded(weightedX, weights),
        rounded(weightedY, weights),
        rounded(weightedSide, weights),
        windows.scoresQ16[best]);
  }

  private static int rounded(long sum, long count) {
    return (int) Math.floorDiv(sum + count / 2, count);
  }
}
