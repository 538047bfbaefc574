package smilet.device.indicator;

import smilet.shared.fixed.Q15;
import smilet.shared.model.Verdict;

/**
 * The result of one frame. The loop fills the same object for every frame, as it does with the
 * {@link smilet.shared.frame.Frame}.
 *
 * <p>If faces were looked for, there is a {@link FaceReading} for each that was found. The logit,
 * the probability and the verdict of the frame are then those of the face that smiles most, and the
 * decision is the one nearest to a smile. If no face was found, the frame has none of these: {@link
 * #isNobody()} must be asked first.
 */
public final class Reading {
  /** The most faces in a reading. */
  public static final int MOST_FACES = 8;

  private final FaceList faces = new FaceList();
  private long number;
  private int logitQ16;
  private int probabilityQ15;
  private Verdict verdict = Verdict.UNSURE;
  private Verdict decision = Verdict.UNSURE;
  private long latencyNanos;
  private String modelName = "";

  /** Makes a reading of nothing. */
  public Reading() {}

  /**
   * Fills the reading of a whole frame; the accessors of the same names describe the parameters.
   */
  public void set(
      long number,
      int logitQ16,
      int probabilityQ15,
      Verdict verdict,
      Verdict decision,
      long latencyNanos,
      String modelName) {
    faces.begin(false);
    this.number = number;
    this.logitQ16 = logitQ16;
    this.probabilityQ15 = probabilityQ15;
    this.verdict = verdict;
    this.decision = decision;
    this.latencyNanos = latencyNanos;
    this.modelName = modelName;
  }

  /** Begins the reading of a frame in which faces were looked for. */
  public void beginFaces() {
    faces.begin(true);
  }

  /** Adds a face, which the caller fills: at most {@value #MOST_FACES}, the largest first. */
  public FaceReading addFace() {
    return faces.add();
  }

  /** Ends the reading of a frame in which faces were looked for. */
  public void endFaces(long number, long latencyNanos, String modelName) {
    logitQ16 = Integer.MIN_VALUE;
    probabilityQ15 = 0;
    verdict = Verdict.NOT_SMILE;
    decision = Verdict.NOT_SMILE;
    for (int i = 0; i < faces.count(); i++) {
      FaceReading face = faces.get(i);
      if (face.logitQ16() > logitQ16) {
        logitQ16 = face.logitQ16();
        probabilityQ15 = face.probabilityQ15();
        verdict = face.verdict();
      }
      decision = nearerToSmile(decision, face.decision());
    }
    this.number = number;
    this.latencyNanos = latencyNanos;
    this.modelName = modelName;
  }

  private static Verdict nearerToSmile(Verdict one, Verdict other) {
    if (one == Verdict.SMILE || other == Verdict.SMILE) {
      return Verdict.SMILE;
    }
    return one == Verdict.UNSURE || other == Verdict.UNSURE ? Verdict.UNSURE : Verdict.NOT_SMILE;
  }

  /** Whether faces were looked for; if not, the whole frame was classified. */
  public boolean looksForFaces() {
    return faces.lookedFor();
  }

  /** How many faces were found; 0 if none were looked for. */
  public int faceCount() {
    return faces.count();
  }

  /** The faces, for those who keep a copy of them. */
  public FaceList faces() {
    return faces;
  }

  /** A face that was found, the largest first. */
  public FaceReading face(int i) {
    return faces.get(i);
  }

  /** Whether faces were looked for and none was found, so that there is nothing to classify. */
  public boolean isNobody() {
    return faces.isNobody();
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
    return FaceReading.permille(probabilityQ15);
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
