package smilet.shared.model;

import java.util.Locale;
import smilet.shared.drift.Traits;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Preprocessor;

/**
 * Runs a model on frames of one format. It owns its scratch memory, allocates nothing per frame and
 * belongs to one thread. Its logits are exact: the same on every CPU and JVM. {@link
 * smilet.shared.fixed.Sigmoid} turns a logit into a probability.
 */
public final class Classifier {
  private final Model model;
  private final Preprocessor preprocessor;
  private final byte[] input;
  private final Inference inference;

  public Classifier(Model model, FrameFormat format) {
    this(model, format, Inference.fastest(model));
  }

  Classifier(Model model, FrameFormat format, Inference inference) {
    this.model = model;
    this.preprocessor = new Preprocessor(format, model.grid(), model.normalisation());
    this.input = new byte[model.grid().cellCount()];
    this.inference = inference;
  }

  public Model model() {
    return model;
  }

  /** Classifies one frame: {@link #normalise} and {@link #logitQ16()}. */
  public int classify(Frame frame) {
    normalise(frame);
    return logitQ16();
  }

  /** The first half of {@link #classify}: turns the frame into the model's inputs. */
  public void normalise(Frame frame) {
    preprocessor.apply(frame, input);
  }

  /**
   * Turns a region of the frame into the model's inputs, as {@link #normalise(Frame)} does the
   * whole frame. What the region has outside the frame looks like the nearest pixel inside.
   *
   * @param left column of the region's first pixel
   * @param top row of the region's first pixel
   * @param side of the square region, 1 to 1024, if side · side · full scale is below 2^30
   */
  public void normalise(Frame frame, int left, int top, int side) {
    preprocessor.apply(frame, left, top, side, side, input);
  }

  /** The second half of {@link #classify}: the logit, Q15.16, of the frame last normalised. */
  public int logitQ16() {
    return logitQ16(input, 0);
  }

  /** Measures the frame, or the region of it, that was last normalised, as it was before. */
  public void measure(Traits traits) {
    traits.measure(preprocessor.cells(), preprocessor.fullScale());
  }

  /** The logit, Q15.16, of the inputs that begin at {@code offset} of {@code inputs}. */
  public int logitQ16(byte[] inputs, int offset) {
    if (offset < 0 || offset > inputs.length - input.length) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT, "no %d inputs at %d of %d", input.length, offset, inputs.length));
    }
    return inference.logitQ16(inputs, offset);
  }
}
