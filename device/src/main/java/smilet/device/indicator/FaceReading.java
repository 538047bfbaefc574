package smilet.device.indicator;

import smilet.shared.fixed.Q15;
import smilet.shared.model.Verdict;

/**
 * What was read of one face of a frame. A {@link Reading} fills the same objects for every frame.
 */
public final class FaceReading {
  private long id;
  private int x;
  private int y;
  private int side;
  private int logitQ16;
  private int probabilityQ15;
  private Verdict verdict = Verdict.UNSURE;
  private Verdict decision = Verdict.UNSURE;

  /** Sets where the face is; the accessors of the same names describe the parameters. */
  public void place(long id, int x, int y, int side) {
    this.id = id;
    this.x = x;
    this.y = y;
    this.side = side;
  }

  /** Sets what the model says about it; the accessors of the same names describe the parameters. */
  public void answer(int logitQ16, int probabilityQ15, Verdict verdict, Verdict decision) {
    this.logitQ16 = logitQ16;
    this.probabilityQ15 = probabilityQ15;
    this.verdict = verdict;
    this.decision = decision;
  }

  /** Makes this equal to another reading of a face. */
  public void copyFrom(FaceReading other) {
    place(other.id, other.x, other.y, other.side);
    answer(other.logitQ16, other.probabilityQ15, other.verdict, other.decision);
  }

  /** A number that stays with the face as long as it is followed. */
  public long id() {
    return id;
  }

  /** The left edge of its box, in pixels of the frame. */
  public int x() {
    return x;
  }

  /** The upper edge of its box, in pixels of the frame. */
  public int y() {
    return y;
  }

  /** The width and the height of its box, in pixels of the frame. */
  public int side() {
    return side;
  }

  /** The model's logit, Q15.16; the same on every machine. */
  public int logitQ16() {
    return logitQ16;
  }

  /** The probability of a smile, 0 to {@link Q15#ONE}. */
  public int probabilityQ15() {
    return probabilityQ15;
  }

  /** The same in tenths of a percent, 0 to 1000, rounded half up. */
  public int permille() {
    return permille(probabilityQ15);
  }

  static int permille(int probabilityQ15) {
    return (probabilityQ15 * 1000 + Q15.HALF) >> Q15.BITS;
  }

  /** The verdict on this frame alone. */
  public Verdict verdict() {
    return verdict;
  }

  /** The debounced verdict on this face. */
  public Verdict decision() {
    return decision;
  }
}
