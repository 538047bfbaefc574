package smilet.trainer.flash;

import smilet.shared.error.OneLine;

/**
 * The result of installing a model on one target.
 *
 * @param target the target
 * @param taken whether the model is installed there and no loop has failed with it
 * @param report what happened, in one line
 */
public record Delivery(Target target, boolean taken, String report) {
  private static final int MAX_REPORT = 400;

  /** Makes the report one line of visible characters, whatever a remote program has sent. */
  public Delivery {
    report = OneLine.of(report.replaceAll("[\\p{Cntrl}\\s]+", " "));
    if (report.length() > MAX_REPORT) {
      report = report.substring(0, MAX_REPORT) + "...";
    }
  }
}
