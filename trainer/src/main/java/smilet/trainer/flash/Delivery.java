package smilet.trainer.flash;

/**
 * How a delivery ended.
 *
 * @param target where to
 * @param taken whether the model is installed there and nothing speaks against it
 * @param report what happened, one line
 */
public record Delivery(Target target, boolean taken, String report) {
  private static final int MAX_REPORT = 400;

  /** Keeps the report one line, free of what a remote could do to a terminal. */
  public Delivery {
    report = report.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (report.length() > MAX_REPORT) {
      report = report.substring(0, MAX_REPORT) + "...";
    }
  }
}
