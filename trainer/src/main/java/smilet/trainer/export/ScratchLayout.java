package smilet.trainer.export;

import java.util.ArrayList;
import java.util.List;
import smilet.shared.model.Convolution;
import smilet.shared.model.Layer;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;

/**
 * Where the C library keeps what in its one static scratch area: the model's inputs, which a
 * mirrored model needs twice, and then the work area. The work area serves one step at a time:
 *
 * <pre>
 * preparing     | cells, 16 bits each |
 * a convolution | unpacked weights, inputs below the kernel |   output ... | input |
 * </pre>
 *
 * <p>The input lies at the very end; only the first convolution reads its input from the model's
 * inputs instead. The output begins before it, and overwrites the rows of the input that no later
 * row of the output needs. After a convolution its output is moved to the very end and becomes the
 * next one's input.
 *
 * <p>A convolution whose weights are many unpacks them in several passes, a few output channels per
 * pass. Every pass reads the whole input, so the output cannot overwrite it then.
 *
 * @param inputBytes the area of the model's inputs, a multiple of 4
 * @param workBytes the work area, a multiple of 4
 * @param steps one per convolution
 */
record ScratchLayout(int inputBytes, int workBytes, List<Step> steps) {
  /**
   * One convolution's part of the layout.
   *
   * @param layer the convolution
   * @param outputsPerPass output channels whose weights are unpacked at a time, an even number
   * @param outputAt offset in the work area at which the output is written
   */
  record Step(Convolution layer, int outputsPerPass, int outputAt) {}

  static ScratchLayout of(Model model) {
    int cells = model.grid().cellCount();
    // Two rows of the grid, summed in 32 bits, lie in the same place before the inputs do.
    int inputBytes = roundUp(Math.max(cells, 2 * model.grid().width() * Integer.BYTES), 4);
    List<Convolution> layers = new ArrayList<>();
    for (Layer layer : model.layers()) {
      if (layer instanceof Convolution convolution) {
        layers.add(convolution);
      }
    }
    int workBytes = 2 * cells;
    for (int i = 0; i < layers.size(); i++) {
      int least = Integer.MAX_VALUE;
      for (int passes = 1; passes <= mostPasses(layers.get(i)); passes++) {
        least = Math.min(least, bytes(layers.get(i), i == 0, passes));
      }
      workBytes = Math.max(workBytes, least);
    }
    workBytes = roundUp(workBytes, 4);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      steps.add(step(layers.get(i), i == 0, workBytes));
    }
    return new ScratchLayout(inputBytes, workBytes, List.copyOf(steps));
  }

  /** All of the scratch area. */
  int bytes() {
    return inputBytes + workBytes;
  }

  /** The convolution in as few passes as fit. */
  private static Step step(Convolution layer, boolean first, int workBytes) {
    int passes = 1;
    while (bytes(layer, first, passes) > workBytes) {
      passes++;
    }
    int outputAt = workBytes - activationBytes(layer, first, passes);
    return new Step(layer, outputsPerPass(layer, passes), outputAt);
  }

  /** What a convolution needs of the work area. */
  private static int bytes(Convolution layer, boolean first, int passes) {
    // One more set of taps for each of the two positions that are computed together.
    int rows = outputsPerPass(layer, passes) + 2;
    return rows * paddedTaps(layer) * Short.BYTES + activationBytes(layer, first, passes);
  }

  private static int activationBytes(Convolution layer, boolean first, int passes) {
    int output = layer.output().size();
    if (first) {
      return output;
    }
    int input = layer.input().size();
    return input + (passes == 1 ? lead(layer) : output);
  }

  /**
   * How many bytes before its input the output must begin, so that no row of the output overwrites
   * a row of the input that is still needed. Row y of the output needs the input from row y ·
   * stride - padding on.
   */
  private static int lead(Convolution layer) {
    Shape output = layer.output();
    int outputRow = output.width() * output.channels();
    int inputRow = layer.input().width() * layer.input().channels();
    int lead = 0;
    for (int y = 0; y < output.height(); y++) {
      int needed = Math.max(0, y * layer.stride() - layer.padding());
      lead = Math.max(lead, (y + 1) * outputRow - needed * inputRow);
    }
    return lead;
  }

  private static int outputsPerPass(Convolution layer, int passes) {
    return roundUp(Math.ceilDiv(layer.output().channels(), passes), 2);
  }

  private static int mostPasses(Convolution layer) {
    return Math.ceilDiv(layer.output().channels(), 2);
  }

  /** Taps of one output channel, an even number because they are multiplied in pairs. */
  static int paddedTaps(Convolution layer) {
    return roundUp(layer.kernel() * layer.kernel() * layer.input().channels(), 2);
  }

  private static int roundUp(int value, int multiple) {
    return Math.ceilDiv(value, multiple) * multiple;
  }
}
