package smilet.trainer.cli;

import java.util.Locale;
import smilet.trainer.descent.DescentListener;
import smilet.trainer.descent.Iteration;
import smilet.trainer.network.Network;

/** Shows the progress of a training: loss, held-out AUC, time left. */
final class TrainingProgress implements DescentListener, AutoCloseable {
  /** Steps of the bar. It moves after each batch, because there may be only a few iterations. */
  private static final int STEPS = 1000;

  private final Progress progress;

  TrainingProgress(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void iterationDone(Iteration iteration, Network network) {
    String loss = String.format(Locale.ROOT, "loss %.3f", iteration.loss());
    progress.comment(
        iteration.heldOutAuc().isPresent()
            ? String.format(
                Locale.ROOT, "%s, held-out AUC %.4f", loss, iteration.heldOutAuc().getAsDouble())
            : loss);
  }

  @Override
  public void batchDone(double share, double loss) {
    progress.advance((int) (share * STEPS), STEPS);
  }

  @Override
  public void close() {
    progress.close();
  }
}
