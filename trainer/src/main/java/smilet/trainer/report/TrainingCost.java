package smilet.trainer.report;

import java.util.Locale;
import java.util.OptionalDouble;
import smilet.trainer.descent.History;

/** What a training cost and what its last iterations gained, in words. */
public final class TrainingCost {
  private TrainingCost() {}

  /** For example "12.3 CPU s; the last 6 iterations cost 1.2 CPU s and gained 0.0010 of loss". */
  public static String text(History history) {
    History.Gain last = history.lastTenth();
    OptionalDouble auc = last.aucGain();
    return String.format(
        Locale.ROOT,
        "%.1f CPU s; the last %d iterations cost %.1f CPU s and gained %s",
        history.cpuSeconds(),
        last.iterations(),
        last.cpuSeconds(),
        auc.isPresent()
            ? String.format(Locale.ROOT, "%.4f AUC on held-out people", auc.getAsDouble())
            : String.format(Locale.ROOT, "%.4f of loss", last.lossGain()));
  }
}
