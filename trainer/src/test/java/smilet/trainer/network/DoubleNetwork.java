package smilet.trainer.network;

import smilet.shared.model.Shape;

/** A network in double precision, written as it is defined: the reference for gradients. */
final class DoubleNetwork {
  private final Architecture architecture;
  private final boolean normalised;

  DoubleNetwork(Architecture architecture, boolean normalised) {
    this.architecture = architecture;
    this.normalised = normalised;
  }

  /**
   * The logits of a block of samples.
   *
   * @param parameters of the network, then the gains if normalised
   * @param inputs one array per sample
   */
  double[] logits(double[] parameters, double[][] inputs) {
    double[][] activations = inputs;
    int gain = architecture.parameterCount();
    for (ConvolutionLayer layer : architecture.convolutionLayers()) {
      double[][] sums = new double[inputs.length][];
      for (int s = 0; s < inputs.length; s++) {
        sums[s] = convolve(layer, parameters, activations[s]);
      }
      if (normalised) {
        normalise(layer, parameters, gain, sums);
        gain += layer.spec().channels();
      }
      for (double[] sample : sums) {
        for (int i = 0; i < sample.length; i++) {
          sample[i] = Math.max(0, sample[i]);
        }
      }
      activations = sums;
    }
    double[] logits = new double[inputs.length];
    int offset = architecture.denseOffset();
    int count = architecture.denseInput().size();
    for (int s = 0; s < logits.length; s++) {
      logits[s] = architecture.bias() ? parameters[offset + count] : 0;
      for (int i = 0; i < count; i++) {
        logits[s] += parameters[offset + i] * activations[s][i];
      }
    }
    return logits;
  }

  private double[] convolve(ConvolutionLayer layer, double[] parameters, double[] in) {
    Shape out = layer.output();
    double[] sums = new double[out.size()];
    for (int i = 0; i < sums.length; i++) {
      int channel = i % out.channels();
      int x = i / out.channels() % out.width();
      int y = i / out.channels() / out.width();
      sums[i] = normalised ? 0 : parameters[layer.biasOffset() + channel];
      sums[i] += sum(layer, parameters, in, y, x, channel);
    }
    return sums;
  }

  private static double sum(
      ConvolutionLayer layer, double[] parameters, double[] in, int y, int x, int channel) {
    Shape input = layer.input();
    int kernel = layer.spec().kernel();
    int weight = layer.offset() + channel * layer.taps();
    double sum = 0;
    for (int ky = 0; ky < kernel; ky++) {
      for (int kx = 0; kx < kernel; kx++) {
        for (int c = 0; c < input.channels(); c++, weight++) {
          int inY = y * layer.spec().stride() + ky - layer.spec().padding();
          int inX = x * layer.spec().stride() + kx - layer.spec().padding();
          if (inY >= 0 && inY < input.height() && inX >= 0 && inX < input.width()) {
            sum += parameters[weight] * in[(inY * input.width() + inX) * input.channels() + c];
          }
        }
      }
    }
    return sum;
  }

  private static void normalise(
      ConvolutionLayer layer, double[] parameters, int gain, double[][] sums) {
    int channels = layer.spec().channels();
    int count = sums.length * sums[0].length / channels;
    for (int c = 0; c < channels; c++) {
      double mean = 0;
      double squares = 0;
      for (double[] sample : sums) {
        for (int i = c; i < sample.length; i += channels) {
          mean += sample[i] / count;
          squares += sample[i] * sample[i] / count;
        }
      }
      double factor =
          parameters[gain + c] / Math.sqrt(squares - mean * mean + SampleBlock.VARIANCE_EPSILON);
      for (double[] sample : sums) {
        for (int i = c; i < sample.length; i += channels) {
          sample[i] = (sample[i] - mean) * factor + parameters[layer.biasOffset() + c];
        }
      }
    }
  }
}
