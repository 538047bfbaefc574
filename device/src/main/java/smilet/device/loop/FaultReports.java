package smilet.device.loop;

/**
 * Decides which faults are reported. A fault that lasts is reported when it begins, when its reason
 * changes, and when it ends. A loose wire makes many faults per second: after a report, faults are
 * only counted for {@value #QUIET_NANOS} ns; the next report includes the count, and a fault that
 * still lasts then is reported in any case.
 */
final class FaultReports {
  private static final long QUIET_NANOS = 5_000_000_000L;

  private boolean faulty;

  /** What was reported of the fault that lasts; null if nothing yet. */
  private String reported;

  private boolean everReported;
  private long reportedNanos;
  private long frames;
  private long unreported;

  boolean faulty() {
    return faulty;
  }

  /** Takes a faulty frame; returns what to report, or null if nothing. */
  String fault(String message, long nowNanos) {
    if (!faulty) {
      faulty = true;
      frames = 0;
      reported = null;
      unreported++;
    }
    frames++;
    boolean due = !everReported || nowNanos - reportedNanos >= QUIET_NANOS;
    if (!due || message.equals(reported)) {
      return null;
    }
    // This fault is counted among the unreported ones, unless its reason only changed.
    long before = reported == null ? unreported - 1 : unreported;
    everReported = true;
    reportedNanos = nowNanos;
    reported = message;
    unreported = 0;
    return before == 0 ? message : message + " (and " + before + " more before)";
  }

  /** Takes a frame without a fault; returns what to report, or null if nothing. */
  String recovered() {
    if (!faulty) {
      return null;
    }
    faulty = false;
    return reported == null ? null : "the sensor works again, after " + frames + " faulty frames";
  }
}
