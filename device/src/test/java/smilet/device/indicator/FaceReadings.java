package smilet.device.indicator;

import smilet.shared.fixed.Q15;
import smilet.shared.fixed.Q16;
import smilet.shared.model.Verdict;

/** Readings of frames in which faces were looked for. */
public final class FaceReadings {
  private FaceReadings() {}

  public static Reading nobody() {
    Reading reading = new Reading();
    reading.beginFaces();
    reading.endFaces(7, 1_234_567, "c0ffee00");
    return reading;
  }

  /** A large face that does not smile, and a small one that begins to. */
  public static Reading two() {
    Reading reading = new Reading();
    reading.beginFaces();
    FaceReading large = reading.addFace();
    large.place(4, 10, 20, 96);
    large.answer(-Q16.ONE, 8813, Verdict.NOT_SMILE, Verdict.NOT_SMILE);
    FaceReading small = reading.addFace();
    small.place(11, 200, 30, 48);
    small.answer(5 * Q16.ONE, Q15.ONE, Verdict.SMILE, Verdict.UNSURE);
    reading.endFaces(8, 1_234_567, "c0ffee00");
    return reading;
  }
}
