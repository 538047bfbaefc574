package smilet.trainer.descent;

import java.util.Arrays;
import java.util.Optional;
import smilet.trainer.network.KernelWeights;
import smilet.trainer.network.Network;
import smilet.trainer.quantise.Quantisation;

/**
 * A network whose forward pass rounds weights and activations as the device will. The rounding
 * steps of the weights are learned together with the weights (Esser et al. 2020), as logarithms, so
 * that they stay positive.
 */
final class RoundedNetwork implements TrainableNetwork {
  private final Network network;
  private final float[] parameters;
  private final float[] rounded;
  private Quantisation quantisation;

  RoundedNetwork(Network start, Quantisation quantisation) {
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

  @Override
  public Optional<Quantisation> quantisation() {
    return Optional.of(quantisation);
  }

  @Override
  public float[] parameters() {
    return parameters;
  }

  @Override
  public void prepare(KernelWeights weights) {
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
