package smilet.device.loop;

import java.util.List;
import java.util.Optional;
import smilet.device.clock.Clock;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.LoopEvent;
import smilet.device.indicator.Reading;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.device.supply.LoadedModel;
import smilet.device.supply.ModelHandover;
import smilet.shared.fixed.Sigmoid;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.PerFormat;
import smilet.shared.model.Classifier;
import smilet.shared.model.Model;
import smilet.shared.model.Verdict;

/**
 * Captures and classifies a frame on every tick of a fixed clock and shows the result. A fault of
 * the sensor puts the outputs into their safe state, and the ticks go on. A tick without a new
 * frame changes nothing: the sensor knows how long its frames may take. If a capture takes longer
 * than a tick, the ticks that it covers are counted as missed and are not made up for later.
 *
 * <p>One thread calls {@link #run}; any thread may call {@link #stop()}.
 */
public final class SmileLoop {
  private final Clock clock;
  private final int framesPerSecond;
  private final Sensor sensor;
  private final ModelHandover models;
  private final Debounce debounce;
  private final Indicator[] indicators;
  private final Statistics statistics;
  private final TickListener tickListener;
  private final Frame frame;
  private final FrameFormat format;
  private final Reading reading = new Reading();
  private final FaultReports faults = new FaultReports();
  private LoadedModel model;

  /** The model's classifiers for frames that do not have the sensor's usual format. */
  private PerFormat<Classifier> otherFormats;

  private Optional<SensorException> end = Optional.empty();
  private volatile boolean stopped;
  private volatile Thread thread;

  /**
   * @param framesPerSecond ticks per second, 1 to 1000
   * @param framesInARow how many verdicts must agree before the decision changes, 1 to 1000
   * @param indicators are shown every reading, in this order
   */
  public SmileLoop(
      Clock clock,
      int framesPerSecond,
      Sensor sensor,
      ModelHandover models,
      int framesInARow,
      List<Indicator> indicators,
      Statistics statistics,
      TickListener tickListener) {
    this.clock = clock;
    this.framesPerSecond = framesPerSecond;
    this.sensor = sensor;
    this.models = models;
    use(models.running());
    this.debounce = new Debounce(framesInARow);
    this.indicators = indicators.toArray(new Indicator[0]);
    this.statistics = statistics;
    this.tickListener = tickListener;
    this.format = sensor.format();
    this.frame = new Frame(format);
  }

  /**
   * Runs until the number of frames is reached, the time has passed, {@link #stop()} is called, the
   * reader of an indicator has gone, or the sensor has ended. In each case every indicator is off
   * afterwards.
   *
   * @return why the sensor ended; empty if it did not
   */
  public Optional<SensorException> run(long maxFrames, long maxNanos) {
    thread = Thread.currentThread();
    try {
      long startNanos = clock.nanoTime();
      Ticks ticks = new Ticks(startNanos, framesPerSecond);
      while (!stopped && end.isEmpty() && statistics.frames() < maxFrames && !readerGone()) {
        tick(ticks.dueNanos());
        long nowNanos = clock.nanoTime();
        tickListener.tickEnded(nowNanos);
        statistics.missedDeadlines(ticks.advance(nowNanos));
        if (ticks.dueNanos() - startNanos >= maxNanos) {
          break;
        }
        clock.sleepUntil(ticks.dueNanos());
      }
      return end;
    } finally {
      for (Indicator indicator : indicators) {
        indicator.off();
      }
    }
  }

  /** Ends {@link #run} after the current tick; a sensor that waits is interrupted. */
  public void stop() {
    stopped = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private void tick(long dueNanos) {
    takeUpOfferedModel();
    long begunNanos = clock.nanoTime();
    statistics.latency(Stage.START, begunNanos - dueNanos);
    if (!capture()) {
      return;
    }
    long capturedNanos = clock.nanoTime();
    statistics.latency(Stage.CAPTURE, capturedNanos - begunNanos);
    if (!classify(capturedNanos)) {
      return;
    }
    long decidedNanos = clock.nanoTime();
    show();
    statistics.latency(Stage.INDICATE, clock.nanoTime() - decidedNanos);
  }

  private boolean capture() {
    try {
      if (sensor.capture(frame)) {
        frame.requireInRange(); // the bounds of the arithmetic depend on it
        return true;
      }
    } catch (SensorException e) {
      fault(e.getMessage());
      end = e.isEnd() ? Optional.of(e) : Optional.empty();
    } catch (RuntimeException e) {
      fault("the sensor's driver failed: " + e);
    }
    return false;
  }

  private boolean classify(long capturedNanos) {
    int logitQ16;
    long normalisedNanos;
    while (true) {
      try {
        Classifier classifier = classifier();
        classifier.normalise(frame);
        normalisedNanos = clock.nanoTime();
        logitQ16 = classifier.logitQ16();
        models.classified();
        break;
      } catch (RuntimeException | Error e) { // also out of memory: the model before has room
        if (!goBack(e.toString())) {
          fault("model " + model.name() + " cannot classify: " + e);
          return false;
        }
      }
    }
    int probabilityQ15 = Sigmoid.probabilityQ15(logitQ16);
    Verdict verdict = model.thresholds().verdict(probabilityQ15);
    Verdict decision = debounce.decide(verdict);
    long decidedNanos = clock.nanoTime();
    long latencyNanos = decidedNanos - frame.captureNanos();
    statistics.latency(Stage.NORMALISE, normalisedNanos - capturedNanos);
    statistics.latency(Stage.CLASSIFY, decidedNanos - normalisedNanos);
    statistics.latency(Stage.CAPTURE_TO_DECISION, latencyNanos);
    statistics.reading(verdict);
    reading.set(
        statistics.frames(),
        logitQ16,
        probabilityQ15,
        verdict,
        decision,
        latencyNanos,
        model.name());
    return true;
  }

  private Classifier classifier() {
    return frame.format().equals(format) ? model.classifier() : otherFormats.of(frame.format());
  }

  private void use(LoadedModel newModel) {
    model = newModel;
    Model ofFile = newModel.classifier().model();
    otherFormats = new PerFormat<>(other -> new Classifier(ofFile, other));
  }

  private void show() {
    String recovered = faults.recovered();
    if (recovered != null) {
      report(LoopEvent.RECOVERED, recovered);
    }
    for (Indicator indicator : indicators) {
      try {
        indicator.show(reading, frame);
      } catch (RuntimeException e) {
        statistics.indicatorFault();
      }
    }
  }

  private void fault(String message) {
    statistics.faultyFrame(!faults.faulty());
    debounce.reset();
    for (Indicator indicator : indicators) {
      try {
        indicator.fault(message);
      } catch (RuntimeException e) {
        statistics.indicatorFault();
      }
    }
    String due = faults.fault(message, clock.nanoTime());
    if (due != null) {
      report(LoopEvent.FAULT, due);
    }
  }

  private void takeUpOfferedModel() {
    String refusal = models.takeRefusal();
    if (refusal != null) {
      statistics.modelRefused();
      report(LoopEvent.REFUSED, refusal);
    }
    if (models.takeUpOffer()) {
      use(models.running());
      statistics.modelTakenUp();
      report(LoopEvent.MODEL, "took up model " + model.name());
    }
  }

  private boolean goBack(String reason) {
    String failed = model.name();
    if (!models.goBack(reason)) {
      return false;
    }
    use(models.running());
    statistics.modelRefused();
    report(
        LoopEvent.REFUSED,
        "model " + failed + " failed (" + reason + "), went back to " + model.name());
    return true;
  }

  private boolean readerGone() {
    for (Indicator indicator : indicators) {
      if (indicator.readerGone()) {
        return true;
      }
    }
    return false;
  }

  private void report(LoopEvent kind, String message) {
    for (Indicator indicator : indicators) {
      indicator.event(kind, message);
    }
  }
}
