package smilet.device.loop;

import smilet.device.clock.Clock;
import smilet.device.drift.Drift;
import smilet.device.drift.DriftWatch;
import smilet.device.indicator.FaceReading;
import smilet.device.indicator.Reading;
import smilet.device.scene.Scene;
import smilet.device.supply.LoadedModel;
import smilet.shared.finder.FaceCrop;
import smilet.shared.fixed.Sigmoid;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.PerFormat;
import smilet.shared.model.Classifier;
import smilet.shared.model.Model;
import smilet.shared.model.Verdict;

/**
 * Turns a frame into a reading in three steps: looks at the scene, runs the model on each part of
 * it, and decides. A step that fails has changed no decision, so that the second one can be
 * repeated with another model.
 */
final class Judge {
  private final Clock clock;
  private final FrameFormat format;
  private final Scene scene;
  private final Statistics statistics;
  private final Debounces debounces;
  private final int[] logitsQ16 = new int[Reading.MOST_FACES];
  private final DriftWatch drift = new DriftWatch();
  private final FaceReading first = new FaceReading();
  private boolean measured;
  private LoadedModel model;

  /** The model's classifiers for frames that do not have the sensor's usual format. */
  private PerFormat<Classifier> otherFormats;

  /**
   * @param format the sensor's usual format
   * @param framesInARow how many verdicts must agree before a decision changes, 1 to 1000
   */
  Judge(Clock clock, FrameFormat format, Scene scene, int framesInARow, Statistics statistics) {
    this.clock = clock;
    this.format = format;
    this.scene = scene;
    this.statistics = statistics;
    this.debounces = new Debounces(Reading.MOST_FACES, framesInARow);
    if (scene.looksForFaces()) {
      statistics.looksForFaces();
    }
  }

  void use(LoadedModel newModel) {
    model = newModel;
    Model ofFile = newModel.classifier().model();
    otherFormats = new PerFormat<>(other -> new Classifier(ofFile, other));
    drift.use(ofFile.grid(), newModel.familiar());
  }

  /** Looks at the scene. */
  void look(Frame frame) {
    long beginNanos = clock.nanoTime();
    scene.look(frame);
    if (scene.looksForFaces()) {
      statistics.latency(Stage.FIND, clock.nanoTime() - beginNanos);
    }
  }

  /**
   * Runs the model on every part of the scene.
   *
   * @param isProven whether the model has run often enough to be trusted; if not, it also runs if
   *     nobody is there, on the whole frame
   * @throws RuntimeException or an error if the model fails
   */
  void classify(Frame frame, boolean isProven) {
    Classifier classifier =
        frame.format().equals(format) ? model.classifier() : otherFormats.of(frame.format());
    long normaliseNanos = 0;
    long beginNanos = clock.nanoTime();
    long partNanos = beginNanos;
    measured = scene.count() > 0 && drift.isDue(beginNanos) && isDetailed();
    for (int i = 0; i < scene.count(); i++) {
      scene.normalise(i, frame, classifier, model.cropPercent());
      if (i == 0 && measured) { // the largest face
        classifier.measure(drift.traits());
      }
      normaliseNanos += clock.nanoTime() - partNanos;
      logitsQ16[i] = classifier.logitQ16();
      partNanos = clock.nanoTime();
    }
    if (scene.count() == 0 && !isProven) {
      classifier.classify(frame);
    }
    if (scene.count() > 0) {
      statistics.latency(Stage.NORMALISE, normaliseNanos);
      statistics.latency(Stage.CLASSIFY, partNanos - beginNanos - normaliseNanos);
    }
  }

  /** Whether the first part of the scene has a pixel for each cell: a small face is blurred. */
  private boolean isDetailed() {
    if (!scene.looksForFaces()) {
      return true;
    }
    scene.place(0, first);
    Grid grid = model.classifier().model().grid();
    return FaceCrop.side(first.side(), model.cropPercent())
        >= Math.max(grid.width(), grid.height());
  }

  /** Decides on every part of the scene and fills the reading. */
  void decide(Frame frame, Reading reading) {
    debounces.keepOnly(scene);
    long number = statistics.frames() + 1;
    long latencyNanos;
    if (scene.looksForFaces()) {
      decideOnFaces(reading);
      latencyNanos = latencyNanos(frame);
      reading.endFaces(number, latencyNanos, model.name());
    } else {
      int probabilityQ15 = Sigmoid.probabilityQ15(logitsQ16[0]);
      Verdict verdict = model.thresholds().verdict(probabilityQ15);
      Verdict decision = debounces.of(scene.id(0)).decide(verdict);
      latencyNanos = latencyNanos(frame);
      reading.set(
          number, logitsQ16[0], probabilityQ15, verdict, decision, latencyNanos, model.name());
    }
    statistics.latency(Stage.CAPTURE_TO_DECISION, latencyNanos);
    statistics.reading(reading);
  }

  /**
   * Takes the reading, after {@link #decide}, into account of what has drifted.
   *
   * @return whether {@link #drift()} has changed
   */
  boolean watchDrift() {
    if (!measured) {
      return false;
    }
    int probabilityQ15 = Sigmoid.probabilityQ15(logitsQ16[0]);
    boolean unsure = model.thresholds().verdict(probabilityQ15) == Verdict.UNSURE;
    return drift.add(unsure, clock.nanoTime());
  }

  /** What has drifted; null if nothing has. */
  Drift drift() {
    return drift.current();
  }

  private void decideOnFaces(Reading reading) {
    reading.beginFaces();
    for (int i = 0; i < scene.count(); i++) {
      FaceReading face = reading.addFace();
      scene.place(i, face);
      int probabilityQ15 = Sigmoid.probabilityQ15(logitsQ16[i]);
      Verdict verdict = model.thresholds().verdict(probabilityQ15);
      Verdict decision = debounces.of(scene.id(i)).decide(verdict);
      face.answer(logitsQ16[i], probabilityQ15, verdict, decision);
    }
  }

  private long latencyNanos(Frame frame) {
    return clock.nanoTime() - frame.captureNanos();
  }

  /** Forgets what earlier frames have shown. */
  void reset() {
    debounces.reset();
    scene.reset();
  }
}
