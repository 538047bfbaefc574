package smilet.device.run;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smilet.device.loop.Statistics;

/** Logs the counts and latencies, once per minute and on SIGUSR1. */
final class StatisticsLog {
  private static final long PERIOD_MILLIS = 60_000;
  private static final Logger LOG = LoggerFactory.getLogger(StatisticsLog.class);

  private final Statistics statistics;

  StatisticsLog(Statistics statistics) {
    this.statistics = statistics;
  }

  /**
   * Begins to listen for the signal. sun.misc.Signal is Java's one way to hear signals; it is
   * called by its name, because javac warns of its use in a way that cannot be answered.
   */
  void onSignal() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object logs =
          Proxy.newProxyInstance(
              handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, args) -> log());
      Object usr1 = signal.getConstructor(String.class).newInstance("USR1");
      signal.getMethod("handle", signal, handler).invoke(null, usr1, logs);
    } catch (ReflectiveOperationException e) {
      LOG.warn("SIGUSR1 is not listened for: {}", e.toString());
    }
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

  private Object log() {
    LOG.info("so far: {}", SummaryText.words(statistics.summary()).stripTrailing());
    return null; // a signal handler returns nothing
  }
}
