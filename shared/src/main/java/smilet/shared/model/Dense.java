package smilet.shared.model;

import smilet.shared.fixed.FixedPoint;

/**
 * The weighted sum that ends every model: each activation times its own weight, summed, plus a
 * bias, scaled to the logit. On its own it is the lecture's converter.
 */
public final class Dense implements Layer {
  private final Shape input;
  private final byte[] weights;
  private final int bias;
  private final int multiplier;
  private final int shift;

  /**
   * @param input shape of the activations, at most 2^20 values
   * @param weights one per activation, -127 to 127, in the activations' order
   * @param bias in units of the accumulator
   * @param multiplier 1 to 65535
   * @param shift 0 to 46; logit in Q15.16 = (accumulator · multiplier) / 2^shift
   * @throws IllegalArgumentException if a value is out of range or a sum could overflow
   */
  public Dense(Shape input, byte[] weights, int bias, int multiplier, int shift) {
    Bounds.requireLength("dense weights", weights.length, input.size());
    Bounds.requireScale(multiplier, shift);
    Bounds.accumulator(weights, 0, weights.length, bias);
    this.input = input;
    this.weights = weights.clone();
    this.bias = bias;
    this.multiplier = multiplier;
    this.shift = shift;
  }

  @Override
  public Shape input() {
    return input;
  }

  @Override
  public Shape output() {
    return new Shape(1, 1, 1);
  }

  @Override
  public long multiplyAdds() {
    return weights.length;
  }

  @Override
  public int parameterCount() {
    return weights.length + 1;
  }

  /** A copy of the weights. */
  public byte[] weights() {
    return weights.clone();
  }

  public int bias() {
    return bias;
  }

  public int multiplier() {
    return multiplier;
  }

  public int shift() {
    return shift;
  }

  /** The accumulator for the activations that begin at {@code offset}. */
  int accumulate(byte[] activations, int offset) {
    return bias + dot(weights, activations, offset);
  }

  /** Scales an accumulator to the logit, Q15.16, saturated. */
  int logitQ16(int accumulator) {
    return FixedPoint.saturateToInt(
        FixedPoint.roundingShiftRight((long) accumulator * multiplier, shift));
  }

  private static int dot(byte[] weights, byte[] activations, int offset) {
    int sum = 0; // bounded by Bounds.accumulator
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * activations[offset + i];
    }
    return sum;
  }
}
