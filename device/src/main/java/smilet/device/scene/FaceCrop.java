package smilet.device.scene;

import smilet.shared.frame.FrameFormat;

/**
 * The square around a found face that a model expects: as large as a given percentage of the face's
 * box, with the same middle. It may be partly outside the frame.
 */
public final class FaceCrop {
  private FaceCrop() {}

  /** Pixels per side of the square, at least 1 and at most {@value FrameFormat#MAX_HEIGHT}. */
  public static int side(int boxSide, int cropPercent) {
    return Math.clamp((boxSide * cropPercent + 50) / 100, 1, FrameFormat.MAX_HEIGHT);
  }

  /** The column or row at which the square begins. */
  public static int begin(int boxBegin, int boxSide, int cropSide) {
    return boxBegin + Math.floorDiv(boxSide - cropSide, 2);
  }
}
