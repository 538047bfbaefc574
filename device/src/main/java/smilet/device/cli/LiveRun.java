package smilet.device.cli;

import com.pi4j.context.Context;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import smilet.device.clock.Clock;
import smilet.device.clock.SystemClock;
import smilet.device.indicator.Indicator;
import smilet.device.indicator.JsonLines;
import smilet.device.indicator.Led;
import smilet.device.indicator.LiveView;
import smilet.device.indicator.PlainLines;
import smilet.device.loop.ModelHandover;
import smilet.device.loop.ModelLoader;
import smilet.device.loop.SmileLoop;
import smilet.device.loop.Statistics;
import smilet.device.loop.Summary;
import smilet.device.sensor.Sensor;
import smilet.device.systemd.ServiceNotifier;

/**
 * One run of the device: opens board, sensor, model and outputs, loops, and closes them in order.
 */
final class LiveRun {
  private final DeviceOptions device;
  private final Path modelPath;
  private final TrustOptions trust;
  private final int framesPerSecond;
  private final int framesInARow;
  private final boolean json;
  private final long maxFrames;
  private final long maxNanos;
  private final Clock clock = new SystemClock();
  private final Statistics statistics = new Statistics();
  private final ServiceNotifier notifier =
      ServiceNotifier.from(System.getenv(), ProcessHandle.current().pid());
  private final ShutdownSequence shutdown = new ShutdownSequence();
  private final AtomicBoolean summarised = new AtomicBoolean();
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);

  LiveRun(
      DeviceOptions device,
      Path modelPath,
      TrustOptions trust,
      int framesPerSecond,
      int framesInARow,
      boolean json,
      long maxFrames,
      long maxNanos) {
    this.device = device;
    this.modelPath = modelPath;
    this.trust = trust;
    this.framesPerSecond = framesPerSecond;
    this.framesInARow = framesInARow;
    this.json = json;
    this.maxFrames = maxFrames;
    this.maxNanos = maxNanos;
  }

  /** Runs to the end; answers the exit code, 1 where not one reading was had. */
  int call() {
    shutdown.install();
    try {
      runOnBoard();
      summarise();
      return statistics.summary().readingCount() > 0 ? 0 : 1;
    } finally {
      shutdown.finished();
    }
  }

  private void runOnBoard() {
    Context context = device.openBoard();
    try (ModelSource source = new ModelSource(modelPath, trust.policy());
        Sensor sensor = device.sensor.open(context, clock)) {
      source.sensorOpened(sensor.format());
      ModelLoader loader =
          new ModelLoader(clock, sensor.format(), 1_000_000_000L / framesPerSecond);
      ModelHandover models = new ModelHandover(source.first(loader));
      Led led = Led.open(context, device.ledGpio, device.pwmChannel());
      shutdown.outputs(led);
      Indicator view = view(sensor, models);
      SmileLoop loop =
          new SmileLoop(
              clock,
              framesPerSecond,
              sensor,
              models,
              framesInARow,
              List.of(led, view),
              statistics,
              notifier::beat);
      shutdown.loop(loop::stop, () -> lastWords(sensor, view));
      source.watch(loader, models);
      logStatistics(view);
      notifier.ready();
      loop.run(maxFrames, maxNanos);
    } finally {
      notifier.stopping();
      context.shutdown();
    }
  }

  private void logStatistics(Indicator view) {
    StatisticsLog log = new StatisticsLog(statistics);
    log.onSignal();
    if (!(view instanceof LiveView)) { // lines would tear the picture
      log.everyMinute();
    }
  }

  private Indicator view(Sensor sensor, ModelHandover models) {
    if (json) {
      return new JsonLines(out);
    }
    if (!Terminal.canDraw()) {
      return new PlainLines(new PrintStream(out, true, StandardCharsets.UTF_8));
    }
    String title =
        "smilet    %s  →  %s board, LED on GPIO %d, %d frames a second"
            .formatted(
                device.sensor.text,
                device.board.name().toLowerCase(Locale.ROOT),
                device.ledGpio,
                framesPerSecond);
    return new LiveView(
        out, title, sensor.format(), () -> models.running().classifier().model().grid());
  }

  /** For when the loop hangs in its sensor and the program is told to end. */
  private void lastWords(Sensor sensor, Indicator view) {
    notifier.stopping();
    view.off();
    summarise();
    sensor.close();
  }

  private void summarise() {
    if (summarised.compareAndSet(false, true)) {
      Summary summary = statistics.summary();
      PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
      print.print(json ? SummaryText.json(summary) + "\n" : "\n" + SummaryText.words(summary));
      print.flush();
    }
  }
}
