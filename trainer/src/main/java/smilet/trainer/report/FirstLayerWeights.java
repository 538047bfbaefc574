package smilet.trainer.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;

/**
 * The weights of a model's first layer that lead to one output channel, in the shape in which they
 * lie over the pixels. The input of a first layer has one channel, the grey level.
 *
 * @param width columns
 * @param height rows
 * @param weights row by row, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record FirstLayerWeights(int width, int height, byte[] weights) {
  /** One for each output channel. */
  static List<FirstLayerWeights> of(Model model) {
    return switch (model.layers().getFirst()) {
      case Dense dense ->
          List.of(
              new FirstLayerWeights(
                  dense.input().width(), dense.input().height(), dense.weights()));
      case Convolution convolution -> {
        int kernel = convolution.kernel();
        int taps = kernel * kernel;
        yield IntStream.range(0, convolution.output().channels())
            .mapToObj(c -> Arrays.copyOfRange(convolution.weights(), c * taps, (c + 1) * taps))
            .map(weights -> new FirstLayerWeights(kernel, kernel, weights))
            .toList();
      }
    };
  }

  int weight(int x, int y) {
    return weights[y * width + x];
  }

  /** The largest absolute value of a weight, at least 1. */
  int largest() {
    int largest = 1;
    for (byte weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    return largest;
  }
}
