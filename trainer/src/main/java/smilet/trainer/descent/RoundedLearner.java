package smilet.trainer.descent;

import java.util.Arrays;
import smilet.trainer.network.Network;
import smilet.trainer.network.Weights;
import smilet.trainer.quantise.Quantisation;

/**
 * A network that meets its samples as the device will compute it, weights and activations rounded.
 * The steps of the weights are learned along with them (Esser et al. 2020), as logarithms, so that
 * they stay positive.
 */
final class RoundedLearner implements Learner {
  private final Network network;
  private final float[] parameters;
  private final float[] rounded;
  private Quantisation quantisation;

  RoundedLearner(Network start, Quantisation quantisation) {
    this.network = start;
    this.quantisation = quantisation;
    int plain = start.parameters().length;
    float[] steps = quantisation.weightSteps();
    parameters = Arrays.copyOf(start.parameters(), plain + steps.length);
    for (int i = 0; i < steps.length; i++) {
      parameters[plain + i] = (float) StrictMath.log(steps[i]);
    }
    rounded = new float[plain];
    round();
  }

  /** The scales as they now stand. */
  Quantisation quantisation() {
    return quantisation;
  }

  @Override
  public float[] parameters() {
    return parameters;
  }

  @Override
  public void prepare(Weights weights) {
    round();
    weights.set(rounded);
    weights.roundActivations(quantisation.activationSteps());
  }

  @Override
  public void complete(float[] gradient) {
    quantisation.complete(parameters, gradient);
  }

  @Override
  public void observe(float[] means, float[] squares) {}

  @Override
  public Network network() {
    round();
    return new Network(network.architecture(), network.normalisation(), rounded.clone());
  }

  private void round() {
    float[] steps = new float[parameters.length - rounded.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (float) StrictMath.exp(parameters[rounded.length + i]);
    }
    quantisation = quantisation.withWeightSteps(steps);
    quantisation.round(parameters, rounded);
  }
}
