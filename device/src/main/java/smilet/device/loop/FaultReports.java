package smilet.device.loop;

/**
 * Decides which faults are reported. A fault that lasts is reported once when it begins, and once
 * when it ends. A loose wire makes many faults per second: after a reported fault, those in the
 * next {@value #QUIET_NANOS} ns are only counted, and the next report includes the count.
 */
final class FaultReports {
  private static final long QUIET_NANOS = 5_000_000_000L;

  private boolean faulty;
  private boolean reported;
  private boolean everReported;
  private long reportedNanos;
  private long frames;
  private long unreported;

  boolean faulty() {
    return faulty;
  }

  /** Takes a faulty frame; returns what to report, or null if nothing. */
  String fault(String message, long nowNanos) {
    frames++;
    if (faulty) {
      return null;
    }
    faulty = true;
    frames = 1;
    reported = !everReported || nowNanos - reportedNanos >= QUIET_NANOS;
    if (!reported) {
      unreported++;
      return null;
    }
    everReported = true;
    reportedNanos = nowNanos;
    String report = unreported == 0 ? message : message + " (and " + unreported + " more before)";
    unreported = 0;
    return report;
  }

  /** Takes a frame without a fault; returns what to report, or null if nothing. */
  String recovered() {
    if (!faulty) {
      return null;
    }
    faulty = false;
    return reported ? "the sensor works again, after " + frames + " faulty frames" : null;
  }
}
