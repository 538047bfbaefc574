package smilet.trainer.flash;

/**
 * The result of installing a model on one target.
 *
 * @param target the target
 * @param taken whether the model is installed there and no loop has failed with it
 * @param report what happened, in one line
 */
public record Delivery(Target target, boolean taken, String report) {
  private static final int MAX_REPORT = 400;

  /** Makes the report one line, without control characters that a remote program may have sent. */
  public Delivery {
    report = report.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (report.length() > MAX_REPORT) {
      report = report.substring(0, MAX_REPORT) + "...";
    }
  }
}
