package smilet.device.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.device.loop.Statistics;
import smilet.device.systemd.Signals;

/** Logs the counts and latencies, once per minute and on SIGUSR1. */
final class StatisticsLog {
  private static final long PERIOD_MILLIS = 60_000;
  private static final Logger LOG = LoggerFactory.getLogger(StatisticsLog.class);

  private final Statistics statistics;

  StatisticsLog(Statistics statistics) {
    this.statistics = statistics;
  }

  /** Begins to listen for the signal. */
  void onSignal() {
    Signals.onEach("USR1", this::log);
  }

  /** Begins to log once per minute, on a thread of its own because it takes some time. */
  void everyMinute() {
    Thread.ofPlatform().daemon().name("statistics log").start(this::logForEver);
  }

  private void logForEver() {
    try {
      while (true) {
        Thread.sleep(PERIOD_MILLIS);
        log();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // ends the thread; nobody does this today
    }
  }

  private void log() {
    LOG.info("so far: {}", SummaryText.words(statistics.summary()).stripTrailing());
  }
}
