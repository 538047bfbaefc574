package smilet.device.indicator;

import smilet.shared.error.OneLine;
import smilet.shared.model.Verdict;

/** Everything that the live picture draws apart from the frame. */
final class LiveState {
  private static final int HISTORY = 64;

  /** In {@link #permilles}: there was nobody. */
  static final short NOBODY = -1;

  private final FaceList faces = new FaceList();
  private final short[] permilles = new short[HISTORY];
  private long readings;
  private long number;
  private long latencyMicros;
  private Verdict verdict = Verdict.UNSURE;
  private boolean lit;
  private String modelName = "";
  private String message = "";
  private boolean faulty;

  void show(Reading reading) {
    permilles[(int) (readings % HISTORY)] =
        reading.isNobody() ? NOBODY : (short) reading.permille();
    faces.copyFrom(reading.faces());
    readings++;
    number = reading.number();
    latencyMicros = reading.latencyNanos() / 1000;
    verdict = reading.verdict();
    lit = reading.decision() == Verdict.SMILE;
    modelName = reading.modelName();
    faulty = false;
  }

  void fault(String message) {
    faulty = true;
    faces.clear();
    lit = false;
    this.message = OneLine.of(message);
  }

  void event(String message) {
    this.message = OneLine.of(message);
  }

  void dark() {
    lit = false;
  }

  void copyFrom(LiveState other) {
    System.arraycopy(other.permilles, 0, permilles, 0, HISTORY);
    faces.copyFrom(other.faces);
    readings = other.readings;
    number = other.number;
    latencyMicros = other.latencyMicros;
    verdict = other.verdict;
    lit = other.lit;
    modelName = other.modelName;
    message = other.message;
    faulty = other.faulty;
  }

  int faceCount() {
    return faces.count();
  }

  FaceReading face(int i) {
    return faces.get(i);
  }

  /** Whether faces were looked for and none was found. */
  boolean isNobody() {
    return faces.isNobody() && !faulty;
  }

  /** The permille {@code ago} readings before the last one, or {@link #NOBODY}. */
  int permille(int ago) {
    return permilles[(int) ((readings - 1 - ago) % HISTORY)];
  }

  boolean looksForFaces() {
    return faces.lookedFor();
  }

  long readings() {
    return readings;
  }

  long number() {
    return number;
  }

  long latencyMicros() {
    return latencyMicros;
  }

  Verdict verdict() {
    return verdict;
  }

  boolean lit() {
    return lit;
  }

  String modelName() {
    return modelName;
  }

  String message() {
    return message;
  }

  boolean faulty() {
    return faulty;
  }
}
