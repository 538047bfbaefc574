package smilet.shared.model;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Preprocessor;

/**
 * A model at work on frames of one format. It owns its scratch memory, allocates nothing per frame
 * and belongs to one thread. {@link smilet.shared.fixed.Sigmoid} makes a logit a probability. What it answers is exact: the same on every CPU, JVM and kernel.
 */
public final class Classifier {
  private final Model model;
  private final Preprocessor preprocessor;
  private final byte[] input;
  private final PlainConvolution[] convolutions;
  private final byte[][] activations;
  private final Dense dense;

  public Classifier(Model model, FrameFormat format) {
    this.model = model;
    this.preprocessor = new Preprocessor(format, model.grid(), model.normalisation());
    this.input = new byte[model.grid().cellCount()];
    this.dense = model.dense();
    int count = model.layers().size() - 1;
    this.convolutions = new PlainConvolution[count];
    this.activations = new byte[count][];
    for (int i = 0; i < count; i++) {
      convolutions[i] = new PlainConvolution((Convolution) model.layers().get(i));
      activations[i] = new byte[model.layers().get(i).output().size()];
    }
  }

  public Model model() {
    return model;
  }

  /** Classifies one frame: {@link #normalise} and {@link #logitQ16()}. */
  public int classify(Frame frame) {
    normalise(frame);
    return logitQ16();
  }

  /** The first half: the frame becomes the model's inputs. */
  public void normalise(Frame frame) {
    preprocessor.apply(frame, input);
  }

  /** The second half: the logit, Q15.16, of the frame last normalised. */
  public int logitQ16() {
    return logitQ16(input, 0);
  }

  /** The logit, Q15.16, of the inputs that begin at {@code offset} of {@code inputs}. */
  public int logitQ16(byte[] inputs, int offset) {
    if (offset < 0 || offset > inputs.length - input.length) {
      throw new IndexOutOfBoundsException(
          "no %d inputs at %d of %d".formatted(input.length, offset, inputs.length));
    }
    if (convolutions.length == 0) {
      return dense.logitQ16(dense.accumulate(inputs, offset));
    }
    if (inputs != input) {
      System.arraycopy(inputs, offset, input, 0, input.length);
    }
    byte[] current = input;
    for (int i = 0; i < convolutions.length; i++) {
      convolutions[i].apply(current, activations[i]);
      current = activations[i];
    }
    return dense.logitQ16(dense.accumulate(current, 0));
  }
}
