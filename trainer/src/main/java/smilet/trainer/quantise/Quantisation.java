package smilet.trainer.quantise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import smilet.shared.fixed.Q16;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.trainer.network.Architecture;
import smilet.trainer.network.ConvolutionLayer;
import smilet.trainer.network.Network;
import smilet.trainer.network.Samples;

/**
 * The scales that turn a network of floats into integers: for each output channel the value of one
 * step of its weights, for each convolution the value of one step of its activations. Immutable.
 *
 * <p>With weight step w, input step x and output step y, an accumulator counts in units of w·x, its
 * bias is rounded to them, and its multiplier is w·x/y.
 */
public final class Quantisation {
  private final Architecture architecture;
  private final double inputStep;
  private final int weightBits;

  /** One per output channel of every convolution, then one for the dense output. */
  private final float[] weightSteps;

  /** One per convolution. */
  private final float[] activationSteps;

  private Quantisation(
      Architecture architecture,
      double inputStep,
      int weightBits,
      float[] weightSteps,
      float[] activationSteps) {
    this.architecture = architecture;
    this.inputStep = inputStep;
    this.weightBits = weightBits;
    this.weightSteps = weightSteps;
    this.activationSteps = activationSteps;
  }

  /**
   * Chooses scales for the present parameters of a network.
   *
   * @param samples the activations of the first 2048, without augmentation, decide the scales
   * @param weightBits 2 to 8; fewer make the file smaller and the rounding coarser
   */
  public static Quantisation calibrate(Network network, Samples samples, int weightBits) {
    if (weightBits < 2 || weightBits > 8) {
      throw new IllegalArgumentException("weight bits must be 2 to 8, was " + weightBits);
    }
    return new Quantisation(
            network.architecture(),
            1.0 / network.normalisation().one(),
            weightBits,
            new float[0],
            ActivationRange.steps(network, samples))
        .refit(network);
  }

  /** Returns the same activation steps with weight steps for the present weights. */
  public Quantisation refit(Network network) {
    float[] parameters = network.parameters();
    float[] steps = new float[architecture.channelCount() + 1];
    int channel = 0;
    for (ConvolutionLayer layer : architecture.convolutionLayers()) {
      for (int c = 0; c < layer.spec().channels(); c++) {
        int from = layer.offset() + c * layer.taps();
        steps[channel++] = WeightStep.best(parameters, from, from + layer.taps(), weightBits);
      }
    }
    steps[channel] =
        WeightStep.best(
            parameters, architecture.denseOffset(), architecture.denseBiasOffset(), weightBits);
    return new Quantisation(architecture, inputStep, weightBits, steps, activationSteps);
  }

  public int weightBits() {
    return weightBits;
  }

  /** A copy of the weight steps, one per output channel; the last is that of the dense output. */
  public float[] weightSteps() {
    return weightSteps.clone();
  }

  /** Returns the same scales with other weight steps. */
  public Quantisation withWeightSteps(float[] steps) {
    if (steps.length != weightSteps.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "weight steps must be %d, were %d", weightSteps.length, steps.length));
    }
    return new Quantisation(architecture, inputStep, weightBits, steps.clone(), activationSteps);
  }

  /** A copy of the activation steps, one per convolution. */
  public float[] activationSteps() {
    return activationSteps.clone();
  }

  /**
   * Rounds parameters to the values that the integers of the device stand for.
   *
   * @param rounded as long as {@code parameters}; overwritten
   */
  public void round(float[] parameters, float[] rounded) {
    double step = inputStep;
    int channel = 0;
    List<ConvolutionLayer> layers = architecture.convolutionLayers();
    for (int i = 0; i < layers.size(); i++) {
      ConvolutionLayer layer = layers.get(i);
      for (int c = 0; c < layer.spec().channels(); c++) {
        int from = layer.offset() + c * layer.taps();
        roundRange(parameters, rounded, from, from + layer.taps(), weightSteps[channel]);
        roundBias(parameters, rounded, layer.biasOffset() + c, weightSteps[channel++] * step);
      }
      step = activationSteps[i];
    }
    int from = architecture.denseOffset();
    int to = architecture.denseBiasOffset();
    roundRange(parameters, rounded, from, to, weightSteps[channel]);
    if (architecture.bias()) {
      roundBias(parameters, rounded, to, weightSteps[channel] * step);
    }
  }

  private void roundRange(float[] from, float[] to, int begin, int end, float step) {
    int most = WeightStep.most(weightBits);
    int least = WeightStep.least(weightBits);
    float perStep = 1 / step;
    for (int i = begin; i < end; i++) {
      to[i] = Math.clamp((float) Math.rint(from[i] * perStep), least, most) * step;
    }
  }

  private static void roundBias(float[] from, float[] to, int i, double step) {
    to[i] = (float) (Math.rint(from[i] / step) * step);
  }

  /**
   * Turns the gradient by the rounded weights into that by the weights, in place, and computes the
   * gradient by the logarithm of each weight step. Rounding is treated as the identity; a weight
   * out of range has the gradient 0. With u = weight/step, the derivative of the rounded weight by
   * the step is round(u) - u inside the range, and the nearer end of the range outside (Esser et
   * al. 2020, equation 3).
   *
   * @param parameters of the network; elements after them are ignored
   * @param gradient of the parameters, then one element per weight step, which is overwritten
   */
  public void complete(float[] parameters, float[] gradient) {
    int channel = 0;
    int steps = architecture.parameterCount();
    for (ConvolutionLayer layer : architecture.convolutionLayers()) {
      for (int c = 0; c < layer.spec().channels(); c++, channel++) {
        int from = layer.offset() + c * layer.taps();
        gradient[steps + channel] =
            completeRange(parameters, gradient, from, from + layer.taps(), weightSteps[channel]);
      }
    }
    int from = architecture.denseOffset();
    gradient[steps + channel] =
        completeRange(
            parameters, gradient, from, architecture.denseBiasOffset(), weightSteps[channel]);
  }

  private float completeRange(float[] parameters, float[] gradient, int from, int to, float step) {
    int most = WeightStep.most(weightBits);
    int least = WeightStep.least(weightBits);
    float perStep = 1 / step;
    double sum = 0;
    for (int i = from; i < to; i++) {
      float u = parameters[i] * perStep;
      if (u < least || u > most) {
        sum += gradient[i] * (u < 0 ? least : most);
        gradient[i] = 0;
      } else {
        sum += gradient[i] * (Math.rint(u) - u);
      }
    }
    return (float) (sum * step);
  }

  /**
   * The integer model of a network.
   *
   * @throws IllegalArgumentException if an accumulator could overflow, which needs extreme weights
   */
  public Model model(Network network) {
    float[] parameters = network.parameters();
    List<Layer> layers = new ArrayList<>();
    double step = inputStep;
    int channel = 0;
    List<ConvolutionLayer> convolutions = architecture.convolutionLayers();
    for (int i = 0; i < convolutions.size(); i++) {
      ConvolutionLayer layer = convolutions.get(i);
      int channels = layer.spec().channels();
      byte[] weights = new byte[channels * layer.taps()];
      int[] biases = new int[channels];
      double[] scales = new double[channels];
      for (int c = 0; c < channels; c++, channel++) {
        quantise(parameters, layer.offset(), weights, c * layer.taps(), layer.taps(), channel);
        double unit = weightSteps[channel] * step;
        biases[c] = quantise(parameters[layer.biasOffset() + c], unit);
        scales[c] = unit / activationSteps[i];
      }
      int shift = Scaling.shift(scales);
      layers.add(
          new Convolution(
              layer.input(),
              layer.spec().kernel(),
              layer.spec().stride(),
              layer.spec().padding(),
              weights,
              biases,
              Scaling.multipliers(scales, shift),
              shift));
      step = activationSteps[i];
    }
    layers.add(dense(parameters, channel, weightSteps[channel] * step));
    return new Model(architecture.grid(), network.normalisation(), architecture.mirrored(), layers);
  }

  private Dense dense(float[] parameters, int channel, double unit) {
    int offset = architecture.denseOffset();
    byte[] weights = new byte[architecture.denseInput().size()];
    quantise(parameters, offset, weights, 0, weights.length, channel);
    int bias = architecture.bias() ? quantise(parameters[offset + weights.length], unit) : 0;
    double scale = unit * Q16.ONE; // the dense layer returns the logit in Q15.16
    int shift = Scaling.shift(scale);
    return new Dense(
        architecture.denseInput(), weights, bias, Scaling.multiplier(scale, shift), shift);
  }

  private void quantise(float[] from, int at, byte[] to, int toAt, int count, int channel) {
    int most = WeightStep.most(weightBits);
    int least = WeightStep.least(weightBits);
    float perStep = 1 / weightSteps[channel];
    for (int i = 0; i < count; i++) {
      to[toAt + i] = (byte) Math.clamp(Math.rint(from[at + toAt + i] * perStep), least, most);
    }
  }

  private static int quantise(float value, double unit) {
    return (int) Math.rint(value / unit);
  }
}
