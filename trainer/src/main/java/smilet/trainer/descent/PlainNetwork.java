package smilet.trainer.descent;

import smilet.trainer.network.KernelWeights;
import smilet.trainer.network.Network;

/** A network that is trained as it is, without normalisation and rounding. */
record PlainNetwork(Network network) implements TrainableNetwork {
  @Override
  public float[] parameters() {
    return network.parameters();
  }

  @Override
  public void prepare(KernelWeights weights) {
    weights.set(network.parameters());
  }

  @Override
  public void complete(float[] gradient) {}

  @Override
  public void observe(float[] means, float[] squares) {}
}
