package smilet.device.indicator;

import smilet.shared.model.Verdict;

/**
 * What the device made of one frame. One object is filled again and again by the loop, as a {@link
 * smilet.shared.frame.Frame} is.
 */
public final class Reading {
  private long number;
  private int logitQ16;
  private int probabilityQ15;
  private Verdict verdict = Verdict.UNSURE;
  private Verdict decision = Verdict.UNSURE;
  private long latencyNanos;
  private String modelName = "";

  /** Fills this reading; the parameters are described at the accessors of their names. */
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

  /** The frame's number, from 1; frames that gave no reading are counted too. */
  public long number() {
    return number;
  }

  /** The model's answer, exact to the bit on every machine, Q15.16. */
  public int logitQ16() {
    return logitQ16;
  }

  /** The probability of a smile, 0 to 32768, Q0.15. */
  public int probabilityQ15() {
    return probabilityQ15;
  }

  /** The same in tenths of a percent, 0 to 1000, rounded half up. */
  public int permille() {
    return (probabilityQ15 * 1000 + (1 << 14)) >> 15;
  }

  /** What this one frame says. */
  public Verdict verdict() {
    return verdict;
  }

  /** What the last frames in a row have agreed on: this is what an indicator shows. */
  public Verdict decision() {
    return decision;
  }

  /** From the frame's capture to its decision. */
  public long latencyNanos() {
    return latencyNanos;
  }

  /** Which model it was: the first digits of its content hash. */
  public String modelName() {
    return modelName;
  }
}
