package smilet.trainer.data;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.picture.AreaMean;

/** Frames in few pixels and few bits, small enough to travel inside a model file. */
public final class Thumbnail {
  private Thumbnail() {}

  /**
   * Shrinks a frame.
   *
   * @param maxSide longest side that is left, 1 or more
   * @param bits bits a pixel that are left, at most the frame's
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
