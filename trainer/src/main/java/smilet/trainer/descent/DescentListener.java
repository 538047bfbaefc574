package smilet.trainer.descent;

import smilet.trainer.network.Network;

/** Is told about the progress of a run. */
public interface DescentListener {
  /** Does nothing. */
  DescentListener NONE = (iteration, network) -> {};

  /**
   * Called after each iteration.
   *
   * @param network the present network; its parameters change after this call returns, so copy it
   *     to keep it
   */
  void iterationDone(Iteration iteration, Network network);

  /**
   * Called after each batch.
   *
   * @param progress share of the planned run that is done, 0 to 1
   * @param loss mean logistic loss of the batch
   */
  default void batchDone(double progress, double loss) {}
}
