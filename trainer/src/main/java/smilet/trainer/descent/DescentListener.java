package smilet.trainer.descent;

import smilet.trainer.network.Network;

/** Hears how a run goes. */
public interface DescentListener {
  /** Hears nothing. */
  DescentListener NONE = (iteration, network) -> {};

  /**
   * An iteration is done.
   *
   * @param network as it is now; its parameters change when this call returns, so copy what is to
   *     be kept
   */
  void iterationDone(Iteration iteration, Network network);

  /**
   * A batch is done.
   *
   * @param progress share of the planned run that is done, 0 to 1
   * @param loss mean logistic loss of the batch
   */
  default void batchDone(double progress, double loss) {}
}
