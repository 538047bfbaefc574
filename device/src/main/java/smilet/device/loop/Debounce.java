package smilet.device.loop;

import smilet.shared.model.Verdict;

/**
 * Steadies the verdicts: the decision changes only if enough frames in a row agree on another one.
 * At the start and after a fault it is {@link Verdict#UNSURE}.
 */
final class Debounce {
  private final int framesInARow;
  private Verdict decision = Verdict.UNSURE;
  private Verdict candidate = Verdict.UNSURE;
  private int run;

  Debounce(int framesInARow) {
    if (framesInARow < 1 || framesInARow > 1000) {
      throw new IllegalArgumentException("frames in a row must be 1 to 1000, were " + framesInARow);
    }
    this.framesInARow = framesInARow;
  }

  /** Takes the verdict on one frame; returns the decision. */
  Verdict decide(Verdict verdict) {
    if (verdict != candidate) {
      candidate = verdict;
      run = 0;
    }
    if (run < framesInARow) {
      run++;
    }
    if (run == framesInARow) {
      decision = candidate;
    }
    return decision;
  }

  void reset() {
    decision = Verdict.UNSURE;
    candidate = Verdict.UNSURE;
    run = 0;
  }
}
