package smilet.shared.model;

/** What a percentage means. */
public enum Verdict {
  SMILE,
  UNSURE,
  NOT_SMILE
}
