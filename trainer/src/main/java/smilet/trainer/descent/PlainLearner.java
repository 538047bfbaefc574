package smilet.trainer.descent;

import smilet.trainer.network.Network;
import smilet.trainer.network.Weights;

/** The network as it is. */
record PlainLearner(Network network) implements Learner {
  @Override
  public float[] parameters() {
    return network.parameters();
  }

  @Override
  public void prepare(Weights weights) {
    weights.set(network.parameters());
  }

  @Override
  public void complete(float[] gradient) {}

  @Override
  public void observe(float[] means, float[] squares) {}
}
