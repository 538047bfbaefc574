package smilet.shared.model;

import smilet.shared.fixed.FixedPoint;

/**
 * The layers one after the other as their definitions say, in integers of any size. It takes every
 * model, and is what the faster implementation is compared with.
 */
final class PlainInference implements Inference {
  private final Model model;
  private final byte[] input;
  private final byte[] mirrorImage;

  /** One per layer but the first, what enters it. */
  private final byte[][] activations;

  private final byte[][] weights;
  private final int[][] biases;
  private final int[][] multipliers;

  PlainInference(Model model) {
    int count = model.layers().size() - 1;
    this.model = model;
    this.input = new byte[model.grid().cellCount()];
    this.mirrorImage = new byte[input.length];
    this.activations = new byte[count][];
    this.weights = new byte[count][];
    this.biases = new int[count][];
    this.multipliers = new int[count][];
    for (int i = 0; i < count; i++) {
      Convolution layer = (Convolution) model.layers().get(i);
      activations[i] = new byte[layer.output().size()];
      weights[i] = layer.weights();
      biases[i] = layer.biases();
      multipliers[i] = layer.multipliers();
    }
  }

  @Override
  public int logitQ16(byte[] inputs, int offset) {
    System.arraycopy(inputs, offset, input, 0, input.length);
    int logit = viewLogitQ16(input);
    if (!model.mirrored()) {
      return logit;
    }
    model.grid().mirror(inputs, offset, mirrorImage);
    return Inference.meanQ16(logit, viewLogitQ16(mirrorImage));
  }

  private int viewLogitQ16(byte[] view) {
    return model.dense().logitQ16(model.dense().accumulate(denseInputs(view), 0));
  }

  /** What enters the dense layer for one view; the next call overwrites it. */
  byte[] denseInputs(byte[] view) {
    byte[] current = view;
    for (int i = 0; i < activations.length; i++) {
      convolve(i, current, activations[i]);
      current = activations[i];
    }
    return current;
  }

  private void convolve(int index, byte[] in, byte[] out) {
    Convolution layer = (Convolution) model.layers().get(index);
    Shape output = layer.output();
    int to = 0;
    for (int y = 0; y < output.height(); y++) {
      for (int x = 0; x < output.width(); x++) {
        int top = y * layer.stride() - layer.padding();
        int left = x * layer.stride() - layer.padding();
        for (int channel = 0; channel < output.channels(); channel++) {
          int sum = biases[index][channel] + sum(layer, weights[index], channel, in, top, left);
          long scaled =
              FixedPoint.roundingShiftRight(
                  (long) sum * multipliers[index][channel], layer.shift());
          out[to++] = (byte) Math.clamp(scaled, 0, Layer.MAX_ACTIVATION);
        }
      }
    }
  }

  /** The weighted sum of what the kernel covers, bounded by {@link Bounds#accumulator}. */
  private static int sum(
      Convolution layer, byte[] weights, int channel, byte[] in, int top, int left) {
    Shape input = layer.input();
    int kernel = layer.kernel();
    int depth = input.channels();
    int firstColumn = Math.max(0, -left);
    int lastColumn = Math.min(kernel, input.width() - left);
    int sum = 0;
    for (int row = Math.max(0, -top); row < Math.min(kernel, input.height() - top); row++) {
      int weight = ((channel * kernel + row) * kernel + firstColumn) * depth;
      int from = ((top + row) * input.width() + left + firstColumn) * depth;
      for (int i = 0; i < (lastColumn - firstColumn) * depth; i++) {
        sum += weights[weight + i] * in[from + i];
      }
    }
    return sum;
  }
}
