package smilet.shared.model;

/** The answer for one frame. */
public enum Verdict {
  SMILE,
  UNSURE,
  NOT_SMILE
}
