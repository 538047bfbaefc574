package smilet.device.home;

/**
 * Decides when the newest moment is published: at once if the decision, the problem, the model or a
 * pause has changed; otherwise at most every {@value #PERCENT_SECONDS} seconds if the percentage
 * has changed, and every {@value #HEARTBEAT_SECONDS} seconds in any case. Whatever flaps, at most
 * {@value #MOST_PER_MINUTE} messages are published in a minute; what is published is then the
 * newest.
 */
final class PublishPlan {
  /** After so long without a message, a listener takes the state for unknown. */
  static final int EXPIRE_SECONDS = 90;

  static final int HEARTBEAT_SECONDS = 30;
  static final int PERCENT_SECONDS = 10;
  static final int MOST_PER_MINUTE = 30;

  private static final int MOST_AT_ONCE = 10;
  private static final long SECOND = 1_000_000_000L;

  /** A percentage that has changed by less is not published for its own sake. */
  private static final int PERMILLE_STEP = 10;

  /**
   * Home Assistant begins to listen to the state when it has read the announcement, so that the
   * state that comes with it may be too early.
   */
  private static final long AGAIN_NANOS = 3 * SECOND;

  private final MessageBudget budget =
      new MessageBudget(MOST_AT_ONCE, 60 * SECOND / (MOST_PER_MINUTE - MOST_AT_ONCE));
  private final Moment published = new Moment();
  private long publishedNanos;
  private boolean now = true;
  private boolean again;
  private long againNanos;

  /** The device was announced: its state is due at once, and again a little later. */
  void announced(long nowNanos) {
    now = true;
    again = true;
    againNanos = nowNanos + AGAIN_NANOS;
  }

  /** Whether a moment is to be published; if it is, it counts as published. */
  boolean publishes(Moment moment, long nowNanos) {
    if (!isWanted(moment, nowNanos) || !budget.take(nowNanos)) {
      return false;
    }
    now = false;
    again &= nowNanos - againNanos < 0;
    published.copyFrom(moment);
    publishedNanos = nowNanos;
    return true;
  }

  private boolean isWanted(Moment moment, long nowNanos) {
    long since = nowNanos - publishedNanos;
    return now
        || (again && nowNanos - againNanos >= 0)
        || moment.differsFrom(published)
        || since >= HEARTBEAT_SECONDS * SECOND
        || (since >= PERCENT_SECONDS * SECOND
            && Math.abs(moment.permille - published.permille) >= PERMILLE_STEP);
  }
}
