package smilet.shared.file;

import smilet.shared.frame.Frame;
import smilet.shared.model.Classifier;
import smilet.shared.model.Model;

/**
 * A frame and what the model must answer to it: the proof, on the device itself, that it computes
 * what the trainer measured.
 *
 * @param frame a copy of the frame given; not to be written to
 * @param logitQ16 the answer, Q15.16, exact to the bit
 */
public record GoldenFrame(Frame frame, int logitQ16) {
  public GoldenFrame {
    frame.requireInRange();
    Frame copy = new Frame(frame.format());
    copy.copyFrom(frame);
    frame = copy;
  }

  /** Makes a golden frame of what {@code model} answers now. */
  public static GoldenFrame of(Model model, Frame frame) {
    return new GoldenFrame(frame, answer(model, frame));
  }

  /** Whether {@code model} answers here as promised. */
  public boolean holds(Model model) {
    return answer(model, frame) == logitQ16;
  }

  private static int answer(Model model, Frame frame) {
    return new Classifier(model, frame.format()).classify(frame);
  }
}
