package smilet.device.loop;

import java.util.List;
import java.util.Optional;
import smilet.device.clock.Clock;
import smilet.device.drift.Drift;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.LoopEvent;
import smilet.device.indicator.Reading;
import smilet.device.scene.Scene;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.device.supply.LoadedModel;
import smilet.device.supply.ModelHandover;
import smilet.shared.frame.Frame;

/**
 * Captures and classifies a frame on every tick of a fixed clock and shows the result. A fault of
 * the sensor puts the outputs into their safe state, and the ticks go on. A tick without a new
 * frame changes nothing: the sensor knows how long its frames may take. If a capture takes longer
 * than a tick, the ticks that it covers are counted as missed and are not made up for later.
 *
 * <p>One thread calls {@link #run}; any thread may call {@link #stop()}, {@link #pause()} and
 * {@link #resume()}.
 */
public final class SmileLoop {
  private final Clock clock;
  private final int framesPerSecond;
  private final Sensor sensor;
  private final ModelHandover models;
  private final Judge judge;
  private final Indicator[] indicators;
  private final Statistics statistics;
  private final TickListener tickListener;
  private final Frame frame;
  private final Reading reading = new Reading();
  private final FaultReports faults = new FaultReports();
  private LoadedModel model;
  private Optional<SensorException> end = Optional.empty();
  private boolean paused;
  private volatile boolean pauseAsked;
  private volatile boolean stopped;
  private volatile Thread thread;

  /**
   * @param framesPerSecond ticks per second, 1 to 1000
   * @param scene what is classified of the sensor's frames
   * @param framesInARow how many verdicts must agree before the decision changes, 1 to 1000
   * @param indicators are shown every reading, in this order
   */
  public SmileLoop(
      Clock clock,
      int framesPerSecond,
      Sensor sensor,
      Scene scene,
      ModelHandover models,
      int framesInARow,
      List<Indicator> indicators,
      Statistics statistics,
      TickListener tickListener) {
    this.clock = clock;
    this.framesPerSecond = framesPerSecond;
    this.sensor = sensor;
    this.models = models;
    this.judge = new Judge(clock, sensor.format(), scene, framesInARow, statistics);
    use(models.running());
    this.indicators = indicators.toArray(new Indicator[0]);
    this.statistics = statistics;
    this.tickListener = tickListener;
    this.frame = new Frame(sensor.format());
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

  /**
   * Stops looking: until {@link #resume()}, frames are captured, so that faults of the sensor are
   * noticed, but nothing is made of them, and the outputs are in their safe state.
   */
  public void pause() {
    pauseAsked = true;
  }

  /** Looks again; without {@link #pause()} before, it changes nothing. */
  public void resume() {
    pauseAsked = false;
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
    if (isPaused() || !look() || !classify()) {
      return;
    }
    judge.decide(frame, reading);
    watchDrift();
    long decidedNanos = clock.nanoTime();
    show();
    statistics.latency(Stage.INDICATE, clock.nanoTime() - decidedNanos);
  }

  private void watchDrift() {
    if (judge.watchDrift()) {
      Drift drift = judge.drift();
      models.reportDrift(drift == null ? "" : drift.message());
      statistics.drift(drift);
      if (drift == null) {
        report(LoopEvent.SETTLED, "what the model sees is familiar again");
      } else {
        report(LoopEvent.DRIFT, drift.message());
      }
    }
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

  private boolean isPaused() {
    boolean asked = pauseAsked;
    if (asked != paused) {
      paused = asked;
      judge.reset();
      report(
          asked ? LoopEvent.PAUSED : LoopEvent.RESUMED,
          asked ? "paused: nothing is looked at" : "looks again");
    }
    if (paused) {
      for (Indicator indicator : indicators) {
        try {
          indicator.paused();
        } catch (RuntimeException e) {
          statistics.indicatorFault();
        }
      }
    }
    return paused;
  }

  private boolean look() {
    try {
      judge.look(frame);
      return true;
    } catch (RuntimeException | OutOfMemoryError e) { // a large picture of a folder takes memory
      fault("faces cannot be looked for: " + e);
      return false;
    }
  }

  private boolean classify() {
    while (true) {
      try {
        judge.classify(frame, models.isProven());
        models.classified();
        return true;
      } catch (RuntimeException | Error e) { // also out of memory: the model before has room
        if (!goBack(e.toString())) {
          fault("model " + model.name() + " cannot classify: " + e);
          return false;
        }
      }
    }
  }

  private void use(LoadedModel newModel) {
    model = newModel;
    judge.use(newModel);
  }

  private void show() {
    String recovered = faults.recovered();
    if (recovered != null) {
      models.reportFault("");
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
    judge.reset();
    for (Indicator indicator : indicators) {
      try {
        indicator.fault(message);
      } catch (RuntimeException e) {
        statistics.indicatorFault();
      }
    }
    String due = faults.fault(message, clock.nanoTime());
    if (due != null) {
      models.reportFault(due);
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
