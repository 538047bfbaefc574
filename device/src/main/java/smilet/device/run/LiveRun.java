package smilet.device.run;

import com.pi4j.context.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.device.board.Board;
import smilet.device.clock.Clock;
import smilet.device.clock.SystemClock;
import smilet.device.drift.Drift;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.Led;
import smilet.device.indicator.StatusLine;
import smilet.device.loop.MissedDeadlines;
import smilet.device.loop.ProblemSource;
import smilet.device.loop.SmileLoop;
import smilet.device.loop.Statistics;
import smilet.device.loop.Summary;
import smilet.device.scene.Scene;
import smilet.device.sensor.Sensor;
import smilet.device.sensor.SensorException;
import smilet.device.supply.ModelHandover;
import smilet.device.supply.ModelLoader;
import smilet.device.supply.ModelSource;
import smilet.device.systemd.ServiceNotifier;
import smilet.shared.error.FileError;
import smilet.shared.terminal.CleanOutput;
import smilet.shared.terminal.DecoupledOutput;
import smilet.shared.terminal.StandardStreams;

/**
 * One run of the device: opens board, sensor, model and outputs, runs the loop, and closes them in
 * order. It prints to standard output, but never waits for a reader; if the reader closes that, the
 * run ends.
 */
public final class LiveRun {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);

  /** How long the end of the run waits for a reader that takes nothing. */
  private static final long PATIENCE_MILLIS = 1000;

  private final RunSettings settings;
  private final Supplier<Context> board;
  private final Clock clock = new SystemClock();
  private final Statistics statistics = new Statistics();
  private final ServiceNotifier systemd =
      ServiceNotifier.from(System.getenv(), ProcessHandle.current().pid());
  private final ShutdownSequence shutdown = new ShutdownSequence();
  private final AtomicBoolean summarised = new AtomicBoolean();
  private final DecoupledOutput output;
  private final OutputStream out;
  private final PageSession page = new PageSession();
  private final HomeSession home;

  /**
   * @param board opens the board; called once, when SIGTERM is already handled
   */
  public LiveRun(RunSettings settings, Supplier<Context> board) {
    this.settings = settings;
    this.board = board;
    this.home = new HomeSession(settings);
    this.output = StandardStreams.decoupledOut(settings.display().leftOut(), LiveRun::warnOfOutput);
    this.out = new CleanOutput(output);
  }

  private static void warnOfOutput(IOException failure) {
    LOG.warn("standard output cannot be written ({}); the loop goes on", FileError.reason(failure));
  }

  /**
   * Runs to the end.
   *
   * @return the counts and latencies of the run
   * @throws IOException if the model cannot be used
   * @throws SensorException if the sensor cannot be opened, or has ended for good
   */
  public Summary run() throws IOException, SensorException {
    shutdown.install();
    try {
      Optional<SensorException> end = runOnBoard();
      printSummary();
      if (end.isPresent()) {
        throw end.get();
      }
      return statistics.summary();
    } finally {
      output.close();
      shutdown.finished();
    }
  }

  private Optional<SensorException> runOnBoard() throws IOException, SensorException {
    Context context = board.get();
    try (ModelSource source = new ModelSource(settings.model());
        Sensor sensor = settings.sensor().open(context, System.in, clock)) {
      source.announceSensor(sensor.format().grid());
      Scene scene =
          settings
              .scene()
              .open(
                  sensor.format(),
                  settings.sensor().choice().isCamera(),
                  settings.rhythm().framesPerSecond());
      ModelLoader loader = new ModelLoader(clock, sensor.format(), periodPerPart(scene));
      Led led = Led.open(context, settings.ledGpio(), settings.pwmChannel());
      shutdown.outputs(led);
      page.open(settings, context, sensor.format());
      // Last of what may fail to open: from here on, an end without order counts against the model.
      ModelHandover models = new ModelHandover(source.first(loader));
      Indicator display =
          settings
              .display()
              .open(out, sensor.format(), () -> models.running().classifier().model().grid());
      List<Indicator> indicators = new ArrayList<>(indicators(led, display));
      indicators.addAll(page.indicators());
      indicators.addAll(home.indicators());
      SmileLoop loop =
          new SmileLoop(
              clock,
              settings.rhythm().framesPerSecond(),
              sensor,
              scene,
              models,
              settings.rhythm().framesInARow(),
              indicators,
              statistics,
              systemd::pingWatchdog);
      shutdown.loop(loop::stop, () -> endWithoutLoop(sensor, display));
      source.startWatch(loader, models);
      page.start(settings, models, statistics::summary);
      home.start(loop, models, problems());
      logStatistics();
      systemd.ready();
      Optional<SensorException> end =
          loop.run(settings.limits().maxFrames(), settings.limits().maxNanos());
      source.endsInOrder();
      return end;
    } finally {
      systemd.stopping();
      home.end();
      page.close();
      home.close();
      Board.close(context);
    }
  }

  /** The time that a model has for one face, so that all faces of a frame fit a tick. */
  private long periodPerPart(Scene scene) {
    int parts = scene.looksForFaces() ? settings.scene().mostFaces() : 1;
    return settings.rhythm().periodNanos() / parts;
  }

  private List<Indicator> indicators(Led led, Indicator display) {
    return systemd.isConnected()
        ? List.of(led, display, new StatusLine(systemd::status))
        : List.of(led, display);
  }

  /** What may be wrong with the device. Faults of the sensor reach the indicators by themselves. */
  private List<ProblemSource> problems() {
    return List.of(
        new MissedDeadlines(
            statistics::missedDeadlines, settings.rhythm().framesPerSecond(), clock),
        () -> statistics.drift().map(Drift::message));
  }

  private void logStatistics() {
    StatisticsLog log = new StatisticsLog(statistics);
    log.onSignal();
    if (settings.display().leavesRoomForLog()) {
      log.everyMinute();
    }
  }

  /** Does what the loop's thread would do at the end, if that thread hangs in the sensor. */
  private void endWithoutLoop(Sensor sensor, Indicator display) {
    systemd.stopping();
    home.end();
    display.off();
    printSummary();
    sensor.close();
    home.close();
  }

  private void printSummary() {
    if (summarised.compareAndSet(false, true)) {
      Summary summary = statistics.summary();
      PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
      print.print(settings.display().summary(summary));
      print.flush();
      output.drain(PATIENCE_MILLIS);
    }
  }
}
