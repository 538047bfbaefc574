package smilet.shared.model;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Preprocessor;

/**
 * What enters the last layer of a model for a frame, for training that last layer alone. The logit
 * is the weighted sum of these values plus the bias, but for the rounding of each view to Q15.16.
 * It belongs to one thread.
 */
public final class DenseInputs {
  private final Model model;
  private final Preprocessor preprocessor;
  private final PlainInference inference;
  private final byte[] input;
  private final byte[] mirrorImage;

  /**
   * @param format the format of the frames
   */
  public DenseInputs(Model model, FrameFormat format) {
    this.model = model;
    this.preprocessor = new Preprocessor(format, model.grid(), model.normalisation());
    this.inference = new PlainInference(model);
    this.input = new byte[model.grid().cellCount()];
    this.mirrorImage = new byte[input.length];
  }

  /**
   * The activations of a frame: of a mirrored model, the mean of those of the frame and of its
   * mirror image.
   *
   * @return one value per weight of {@link Model#dense()}, -127 to 127
   */
  public double[] of(Frame frame) {
    preprocessor.apply(frame, input);
    double[] values = new double[model.dense().input().size()];
    add(inference.denseInputs(input), values);
    if (model.mirrored()) {
      model.grid().mirror(input, 0, mirrorImage);
      add(inference.denseInputs(mirrorImage), values);
      for (int i = 0; i < values.length; i++) {
        values[i] /= 2;
      }
    }
    return values;
  }

  private static void add(byte[] activations, double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] += activations[i];
    }
  }
}
