package smilet.shared.file;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.model.Classifier;
import smilet.shared.model.Model;

/**
 * A frame and the logit that the model must compute for it: a proof, on the device itself, that it
 * computes what the trainer measured.
 *
 * @param frame at most 128x128 pixels; a copy of the given frame, so do not write to it
 * @param logitQ16 the answer, Q15.16, exact to the bit
 */
public record GoldenFrame(Frame frame, int logitQ16) {
  public GoldenFrame {
    frame.requireInRange();
    FrameFormat format = frame.format();
    if (Math.max(format.width(), format.height()) > Grid.MAX_SIDE) {
      throw new IllegalArgumentException(
          "a golden frame has at most 128x128 pixels, this one has " + format);
    }
    Frame copy = new Frame(frame.format());
    copy.copyFrom(frame);
    frame = copy;
  }

  /** Makes a golden frame from the logit that {@code model} computes now. */
  public static GoldenFrame of(Model model, Frame frame) {
    return new GoldenFrame(frame, answer(model, frame));
  }

  /** Whether {@code model} computes the promised logit on this machine. */
  public boolean holds(Model model) {
    return answer(model, frame) == logitQ16;
  }

  private static int answer(Model model, Frame frame) {
    return new Classifier(model, frame.format()).classify(frame);
  }
}
