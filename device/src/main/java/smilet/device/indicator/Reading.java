package smilet.device.indicator;

import smilet.shared.fixed.Q15;
import smilet.shared.model.Verdict;

/**
 * The result of one frame. The loop fills the same object for every frame, as it does with the
 * {@link smilet.shared.frame.Frame}.
 */
public final class Reading {
  private long number;
  private int logitQ16;
  private int probabilityQ15;
  private Verdict verdict = Verdict.UNSURE;
  private Verdict decision = Verdict.UNSURE;
  private long latencyNanos;
  private String modelName = "";

  /** Fills this reading; the accessors of the same names describe the parameters. */
  public void set(
      long number,
      int logitQ16,
      int probabilityQ15,
      Verdict verdict,
      Verdict decision,
      long latencyNanos,
      String modelName) {
    this.number = number;
    this.logitQ16 = logitQ16;
    this.probabilityQ15 = probabilityQ15;
    this.verdict = verdict;
    this.decision = decision;
    this.latencyNanos = latencyNanos;
    this.modelName = modelName;
  }

  /** The frame's number, from 1; frames without a reading are counted too. */
  public long number() {
    return number;
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
    return (probabilityQ15 * 1000 + Q15.HALF) >> Q15.BITS;
  }

  /** The verdict on this frame alone. */
  public Verdict verdict() {
    return verdict;
  }

  /** The debounced verdict, which an LED shows. */
  public Verdict decision() {
    return decision;
  }

  /** The time from the frame's capture to its decision. */
  public long latencyNanos() {
    return latencyNanos;
  }

  /** The first digits of the content hash of the model that was used. */
  public String modelName() {
    return modelName;
  }
}
