package smilet.trainer.descent;

import java.util.Optional;
import java.util.OptionalDouble;
import smilet.trainer.network.Network;
import smilet.trainer.network.Samples;
import smilet.trainer.quantise.Quantisation;
import smilet.trainer.score.RocCurve;

/** The best network on the held-out part so far. */
final class BestNetwork {
  private final Optional<Samples> heldOut;
  private double bestAuc = Double.NEGATIVE_INFINITY;
  private Optional<Snapshot> best = Optional.empty();
  private Optional<Snapshot> unrounded = Optional.empty();

  /**
   * A network as it was after an iteration.
   *
   * @param quantisation the scales it was trained with, if it was trained with rounding
   */
  record Snapshot(Network network, Optional<Quantisation> quantisation, int iteration) {
    static Snapshot of(TrainableNetwork trained, int iteration) {
      return new Snapshot(trained.network().copy(), trained.quantisation(), iteration);
    }
  }

  BestNetwork(Optional<Samples> heldOut) {
    this.heldOut = heldOut;
  }

  /**
   * Compares a network with the best one so far and keeps the better one.
   *
   * @return its ROC AUC on the held-out part, if there is one
   */
  OptionalDouble compare(TrainableNetwork trained, int iteration) {
    if (heldOut.isEmpty()) {
      return OptionalDouble.empty();
    }
    Samples others = heldOut.get();
    double auc = RocCurve.area(trained.network().logits(others), others.smiles());
    if (auc > bestAuc) {
      bestAuc = auc;
      best = Optional.of(Snapshot.of(trained, iteration));
    }
    return OptionalDouble.of(auc);
  }

  /** The best network; until there is one that was trained with rounding, the best without. */
  Optional<Snapshot> best() {
    return best.or(() -> unrounded);
  }

  /** The iteration after which the network was best, 0 if there is none. */
  int iteration() {
    return best.map(Snapshot::iteration).orElse(0);
  }

  /** Compares anew: what was best without rounding need not be the best with it. */
  void beginRounding() {
    unrounded = best;
    bestAuc = Double.NEGATIVE_INFINITY;
    best = Optional.empty();
  }
}
