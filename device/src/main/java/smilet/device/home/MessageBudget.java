package smilet.device.home;

/**
 * How many messages may be sent: a few at once, and then one per period. In any minute these are at
 * most {@code most + 60 s / period}.
 */
final class MessageBudget {
  private final int most;
  private final long periodNanos;
  private boolean begun;
  private long left;

  /** When {@link #left} was last right. */
  private long countedNanos;

  /**
   * @param most how many at once, 1 or more
   * @param periodNanos until one more may be sent
   */
  MessageBudget(int most, long periodNanos) {
    this.most = most;
    this.periodNanos = periodNanos;
    left = most;
  }

  /** Takes a message from the budget; returns whether there was one. */
  boolean take(long nowNanos) {
    if (!begun) {
      begun = true;
      countedNanos = nowNanos;
    }
    long more = (nowNanos - countedNanos) / periodNanos;
    left = Math.min(most, left + more);
    countedNanos = left == most ? nowNanos : countedNanos + more * periodNanos;
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }
}
