package smilet.shared.model;

/**
 * One step of a model, in integers: int8 activations, int8 weights, one int32 accumulator per
 * output. Layers are immutable; they own no scratch memory and do not refer to each other.
 *
 * <p>An accumulator is scaled by a {@code multiplier} of 16 bits and a right {@code shift} that
 * rounds half up: {@code (accumulator · multiplier + 2^(shift-1)) >> shift}, in 64 bits.
 *
 * <p>No accumulator can overflow: when a layer is made, {@code |bias| + 127 · sum |weight|} of
 * every output is checked against 2^31 - 1, and activations never leave -127..127. Any order of
 * summation therefore gives the same bits.
 */
public sealed interface Layer permits Convolution, Dense {
  Shape input();

  Shape output();

  /** Multiply-adds for one frame, padding included. */
  long multiplyAdds();

  /** Weights and biases. */
  int parameterCount();

  /** The largest magnitude an activation can have. */
  int MAX_ACTIVATION = 127;

  /** The largest scale multiplier, 16 bits. */
  int MAX_MULTIPLIER = 0xffff;

  /** The largest right shift after the multiplication; accumulator · multiplier is below 2^47. */
  int MAX_SHIFT = 46;
}
