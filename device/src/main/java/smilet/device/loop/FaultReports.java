package smilet.device.loop;

/**
 * Decides which faults are told. A fault that lasts is told once, when it begins, and once when it
 * is over. A loose wire begins and ends many times a second: after a fault that was told, those of
 * the next {@value #QUIET_NANOS} ns are only counted, and the count is told with the one after.
 */
final class FaultReports {
  private static final long QUIET_NANOS = 5_000_000_000L;

  private boolean faulty;
  private boolean told;
  private boolean everTold;
  private long toldNanos;
  private long frames;
  private long untold;

  boolean faulty() {
    return faulty;
  }

  /** Takes a faulty frame; answers what to tell, or null. */
  String fault(String message, long nowNanos) {
    frames++;
    if (faulty) {
      return null;
    }
    faulty = true;
    frames = 1;
    told = !everTold || nowNanos - toldNanos >= QUIET_NANOS;
    if (!told) {
      untold++;
      return null;
    }
    everTold = true;
    toldNanos = nowNanos;
    String report = untold == 0 ? message : message + " (and " + untold + " more before)";
    untold = 0;
    return report;
  }

  /** Takes a faultless frame; answers what to tell, or null. */
  String recovered() {
    if (!faulty) {
      return null;
    }
    faulty = false;
    return told ? "the sensor works again, after " + frames + " faulty frames" : null;
  }
}
