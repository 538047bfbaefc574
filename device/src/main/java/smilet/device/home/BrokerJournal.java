package smilet.device.home;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of the log about the broker: one if it goes and one if it comes back, and for a broker
 * that comes and goes at most one of each per minute. Another reason is said after a minute.
 */
final class BrokerJournal {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerJournal.class);
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final HomeSettings settings;
  private final MessageBudget lines = new MessageBudget(1, MINUTE_NANOS);
  private final MessageBudget commandLines = new MessageBudget(1, MINUTE_NANOS);
  private String said = "";
  private boolean everUp;

  BrokerJournal(HomeSettings settings) {
    this.settings = settings;
  }

  void up() {
    if (!everUp) {
      LOG.info("connected to {} as smilet_{}", settings.broker(), settings.id());
    } else if (!said.isEmpty()) {
      LOG.info("{} is back", settings.broker());
    }
    everUp = true;
    said = "";
  }

  void down(String reason, long nowNanos) {
    if (!said.equals(reason) && lines.take(nowNanos)) {
      LOG.warn(
          "{} {}: {}; the loop goes on without it",
          settings.broker(),
          everUp ? "is gone" : "cannot be reached",
          reason);
      said = reason;
    }
  }

  /** Says what a command did. */
  void command(String what) {
    LOG.info(what);
  }

  /** Says why a command did nothing, at most once per minute. */
  void ignored(String what, long nowNanos) {
    if (commandLines.take(nowNanos)) {
      LOG.warn(what);
    }
  }
}
