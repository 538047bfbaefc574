package smilet.device.drift;

import java.util.Locale;

/** What can drift. Of several at a time, the first one explains the others. */
public enum Drift {
  HALF_COVERED(Cause.SURROUNDINGS, "a half of the picture is covered"),
  DARKER(Cause.SURROUNDINGS, "it is darker than in the pictures that the model learned from"),
  BRIGHTER(Cause.SURROUNDINGS, "it is brighter than in the pictures that the model learned from"),
  BLURRED(Cause.SURROUNDINGS, "the picture is blurred"),
  TURNED(Cause.SURROUNDINGS, "the picture is turned by a quarter"),
  NOISY(Cause.SENSOR, "its pictures are noisier than those that the model learned from"),
  FLAT(
      Cause.SURROUNDINGS,
      "there is less contrast than in the pictures that the model learned from"),
  UNSURE(Cause.ANSWERS, "most of them are unsure");

  /** What is to be looked at. */
  public enum Cause {
    SENSOR("the sensor may be at fault"),
    SURROUNDINGS("the surroundings have changed"),
    ANSWERS("the answers have changed");

    private final String words;

    Cause(String words) {
      this.words = words;
    }

    /** The name in all output: "sensor", "surroundings" or "answers". */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Cause cause;
  private final String words;

  Drift(Cause cause, String words) {
    this.cause = cause;
    this.words = words;
  }

  public Cause cause() {
    return cause;
  }

  /** The name in all output, as "half-covered". */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One line for people. */
  public String message() {
    return cause.words + ": " + words;
  }
}
