package smilet.device.loop;

import smilet.shared.model.Verdict;

/**
 * Steadies the verdicts: a decision changes only when so many frames in a row agree on another one.
 * It begins, and begins again after a fault, at {@link Verdict#UNSURE}.
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

  /** Takes one frame's verdict and answers the decision. */
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
