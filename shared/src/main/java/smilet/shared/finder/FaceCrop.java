package smilet.shared.finder;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Resampler;

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

  /**
   * Copies the square around a face into a frame of its own, which gets a suitable format.
   *
   * @param into has at most {@value Grid#MAX_SIDE} pixels per side afterwards, so that it can teach
   *     a model; a larger square is made smaller
   */
  public static void copy(
      Frame frame, int boxX, int boxY, int boxSide, int cropPercent, Frame into) {
    int side = side(boxSide, cropPercent);
    int cells = Math.min(side, Grid.MAX_SIDE);
    int bits = frame.format().bits();
    into.reshape(new FrameFormat(cells, cells, bits));
    new Resampler(frame.format(), cells, cells)
        .resample(
            frame.pixels(),
            begin(boxX, boxSide, side),
            begin(boxY, boxSide, side),
            side,
            side,
            into.pixels());
    char[] pixels = into.pixels();
    int half = 1 << (16 - bits) >> 1;
    for (int i = 0; i < pixels.length; i++) { // the resampler gives 16 bits
      pixels[i] = (char) Math.min((pixels[i] + half) >> (16 - bits), frame.format().fullScale());
    }
    into.captureNanos(frame.captureNanos());
  }
}
