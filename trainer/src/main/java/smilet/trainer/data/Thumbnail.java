package smilet.trainer.data;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.picture.AreaMean;

/** Frames with few pixels and few bits, small enough for a model file. */
public final class Thumbnail {
  private Thumbnail() {}

  /**
   * Shrinks a frame.
   *
   * @param maxSide the longest side of the result, 1 or more
   * @param bits bits per pixel of the result; the frame's own if it has fewer
   */
  public static Frame of(Frame frame, int maxSide, int bits) {
    FrameFormat from = frame.format();
    Frame small = AreaMean.shrink(frame, maxSide);
    int kept = Math.min(bits, from.bits());
    Frame coarse =
        new Frame(new FrameFormat(small.format().width(), small.format().height(), kept));
    for (int i = 0; i < small.pixels().length; i++) {
      coarse.pixels()[i] = (char) (small.pixels()[i] >> (from.bits() - kept));
    }
    return coarse;
  }
}
