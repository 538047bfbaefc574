package smilet.trainer.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The parameters of a network in the order in which the kernels read them. One thread sets them
 * before each step, then many threads read them.
 */
public final class KernelWeights {
  final float[] parameters;

  /** For each convolution, [kernel row][kernel column][input channel][output channel]. */
  final float[][] forward;

  /**
   * For each convolution but the first, [kernel row][kernel column][output channel][input channel].
   */
  final float[][] backward;

  /**
   * For each convolution, the value of one step of its rounded activations; 0 means not rounded.
   */
  final float[] activationSteps;

  private final List<ConvolutionLayer> layers;

  /** One per channel of every convolution, if normalised. */
  private final float[] gains;

  private boolean normalised;

  public KernelWeights(Architecture architecture) {
    layers = architecture.convolutionLayers();
    parameters = new float[architecture.parameterCount()];
    forward = new float[layers.size()][];
    backward = new float[layers.size()][];
    activationSteps = new float[layers.size()];
    gains = new float[architecture.channelCount()];
    for (int i = 0; i < forward.length; i++) {
      int count = layers.get(i).biasOffset() - layers.get(i).offset();
      forward[i] = new float[count];
      backward[i] = new float[i == 0 ? 0 : count];
    }
  }

  /** Whether blocks normalise the sums of their convolutions. */
  boolean normalised() {
    return normalised;
  }

  float gain(int channel) {
    return gains[channel];
  }

  /**
   * Copies parameters, and lets blocks normalise the sums of their convolutions.
   *
   * @param values in the order of the architecture, then one gain per channel
   */
  public void setNormalised(float[] values) {
    set(Arrays.copyOf(values, parameters.length));
    System.arraycopy(values, parameters.length, gains, 0, gains.length);
    normalised = true;
  }

  /**
   * Copies parameters; blocks do not normalise.
   *
   * @param values in the order of the architecture
   */
  public void set(float[] values) {
    if (values.length != parameters.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "parameters must be %d, were %d", parameters.length, values.length));
    }
    normalised = false;
    System.arraycopy(values, 0, parameters, 0, parameters.length);
    for (int i = 0; i < forward.length; i++) {
      ConvolutionLayer layer = layers.get(i);
      int inChannels = layer.input().channels();
      int channels = layer.spec().channels();
      int kernelTaps = layer.taps() / inChannels;
      for (int channel = 0; channel < channels; channel++) {
        int from = layer.offset() + channel * layer.taps();
        for (int tap = 0; tap < layer.taps(); tap++) {
          forward[i][tap * channels + channel] = parameters[from + tap];
        }
        if (i > 0) {
          for (int k = 0; k < kernelTaps; k++) {
            System.arraycopy(
                parameters,
                from + k * inChannels,
                backward[i],
                (k * channels + channel) * inChannels,
                inChannels);
          }
        }
      }
    }
  }

  /**
   * Lets activations be rounded as on the device, to 0 to 127 whole steps.
   *
   * @param steps the value of one step, per convolution; 0 means no rounding
   */
  public void roundActivations(float[] steps) {
    System.arraycopy(steps, 0, activationSteps, 0, activationSteps.length);
  }
}
