package smilet.shared.model;

/**
 * A convolution with stride and ReLU. The kernel is square with an odd side k. The input is padded
 * by k/2 zeros on every side, so that the output has ceil(side / stride) rows and columns, or it is
 * not padded, so that the output has floor((side - k) / stride) + 1. An output is {@code
 * clamp(scale(bias + sum weight · input), 0, 127)}.
 */
public final class Convolution implements Layer {
  /** The widest kernel. */
  public static final int MAX_KERNEL = 11;

  private final Shape input;
  private final Shape output;
  private final int kernel;
  private final int stride;
  private final int padding;
  private final byte[] weights;
  private final int[] biases;
  private final int[] multipliers;
  private final int shift;
  private final int accumulatorBound;

  /**
   * @param input shape of the activations
   * @param kernel side of the square kernel, odd, 1 to {@value #MAX_KERNEL}
   * @param stride step between outputs, 1 to 4
   * @param padding zeros on every side, kernel / 2 or 0
   * @param weights [output channel][kernel row][kernel column][input channel], -127 to 127
   * @param biases one per output channel, in units of the accumulator
   * @param multipliers one per output channel, 1 to 65535
   * @param shift 0 to 46; activation = (accumulator · multiplier) / 2^shift, then ReLU
   * @throws IllegalArgumentException if a value is out of range or a sum could overflow
   */
  public Convolution(
      Shape input,
      int kernel,
      int stride,
      int padding,
      byte[] weights,
      int[] biases,
      int[] multipliers,
      int shift) {
    if (kernel < 1 || kernel > MAX_KERNEL || kernel % 2 == 0) {
      throw new IllegalArgumentException(
          "kernel must be odd, 1 to " + MAX_KERNEL + ", was " + kernel);
    }
    if (stride < 1 || stride > 4) {
      throw new IllegalArgumentException("stride must be 1 to 4, was " + stride);
    }
    if (padding != 0 && padding != kernel / 2) {
      throw new IllegalArgumentException("padding must be 0 or " + kernel / 2 + ", was " + padding);
    }
    int channels = biases.length;
    this.input = input;
    this.output =
        new Shape(
            outputSide(input.height(), kernel, stride, padding),
            outputSide(input.width(), kernel, stride, padding),
            channels);
    int taps = kernel * kernel * input.channels();
    Bounds.requireLength("convolution weights", weights.length, channels * taps);
    Bounds.requireLength("convolution multipliers", multipliers.length, channels);
    int bound = 0;
    for (int channel = 0; channel < channels; channel++) {
      Bounds.requireScale(multipliers[channel], shift);
      bound =
          Math.max(
              bound,
              Bounds.accumulator(weights, channel * taps, (channel + 1) * taps, biases[channel]));
    }
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    this.weights = weights.clone();
    this.biases = biases.clone();
    this.multipliers = multipliers.clone();
    this.shift = shift;
    this.accumulatorBound = bound;
  }

  /** A convolution padded by k/2 zeros. */
  public Convolution(
      Shape input,
      int kernel,
      int stride,
      byte[] weights,
      int[] biases,
      int[] multipliers,
      int shift) {
    this(input, kernel, stride, kernel / 2, weights, biases, multipliers, shift);
  }

  /**
   * Rows or columns that leave a convolution: floor((side + 2 padding - kernel) / stride) + 1.
   * Without padding, a side shorter than the kernel gives 0 or less.
   */
  public static int outputSide(int side, int kernel, int stride, int padding) {
    return Math.floorDiv(side + 2 * padding - kernel, stride) + 1;
  }

  @Override
  public Shape input() {
    return input;
  }

  @Override
  public Shape output() {
    return output;
  }

  @Override
  public long multiplyAdds() {
    return (long) output.size() * kernel * kernel * input.channels();
  }

  @Override
  public int parameterCount() {
    return weights.length + biases.length;
  }

  public int kernel() {
    return kernel;
  }

  public int stride() {
    return stride;
  }

  /** Zeros on every side of the input, kernel / 2 or 0. */
  public int padding() {
    return padding;
  }

  /** A copy of the weights, [output channel][kernel row][kernel column][input channel]. */
  public byte[] weights() {
    return weights.clone();
  }

  /** A copy of the biases, one per output channel. */
  public int[] biases() {
    return biases.clone();
  }

  /** A copy of the multipliers, one per output channel. */
  public int[] multipliers() {
    return multipliers.clone();
  }

  public int shift() {
    return shift;
  }

  /** The largest magnitude any accumulator of this layer can reach. */
  public int accumulatorBound() {
    return accumulatorBound;
  }
}
