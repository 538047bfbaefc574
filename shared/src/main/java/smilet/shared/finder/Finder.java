package smilet.shared.finder;

import smilet.shared.fixed.Q16;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Model;
import smilet.shared.model.WindowScores;

/**
 * The numbers of a face finder: a network that reads a square window of a picture's {@link
 * LocalContrast} and answers a score, a logit that is high if the window holds a face. A face's box
 * is the window.
 *
 * <p>The convolutions are not padded, so that a window's score does not depend on where the window
 * lies, and a whole picture is computed at once.
 *
 * @param window the network; its grid is the window, {@value #MIN_SIDE} to {@value #MAX_SIDE} cells
 *     per side
 * @param thresholdQ16 the score, Q15.16, from which on a window counts as a face
 */
public record Finder(Model window, int thresholdQ16) {
  /** The least cells per side of a window. */
  public static final int MIN_SIDE = 12;

  /** The most cells per side of a window. */
  public static final int MAX_SIDE = 48;

  /** The longest distance of neighbouring windows, in cells. */
  public static final int MAX_STRIDE = 8;

  /** The most multiply-adds per window: a hostile file cannot keep a device busy for ever. */
  public static final long MAX_MULTIPLY_ADDS = 1 << 20;

  /** The most inputs and outputs of layers per window: a picture takes a few MiB at most. */
  public static final long MAX_ACTIVATIONS = 1 << 14;

  public Finder {
    int side = window.grid().width();
    if (side != window.grid().height() || side < MIN_SIDE || side > MAX_SIDE) {
      throw new IllegalArgumentException(
          "a finder's window must be a square of 12 to 48 cells per side, was " + window.grid());
    }
    if (window.normalisation() != Normalisation.CONTRAST || window.mirrored()) {
      throw new IllegalArgumentException(
          "a finder's network takes contrast and is not mirrored, this one is not so");
    }
    requireSmall("multiply-adds", window.size().multiplyAdds(), MAX_MULTIPLY_ADDS);
    requireSmall("activations", window.size().activations(), MAX_ACTIVATIONS);
    int stride = new WindowScores(window, side, side).stride(); // checks the layers, too
    if (stride > MAX_STRIDE) {
      throw new IllegalArgumentException(
          "a finder's windows must be 1 to 8 cells apart, were " + stride);
    }
  }

  private static void requireSmall(String what, long actual, long most) {
    if (actual > most) {
      throw new IllegalArgumentException(
          "a finder takes at most "
              + most
              + " "
              + what
              + " per window, this one takes "
              + actual
              + ": use fewer channels or layers");
    }
  }

  /** Cells per side of the window. */
  public int side() {
    return window.grid().width();
  }

  /** From a window to the next, in cells. */
  public int stride() {
    return WindowScores.stride(window);
  }

  /** The same finder with another threshold. */
  public Finder withThreshold(int otherQ16) {
    return new Finder(window, otherQ16);
  }

  /** The threshold as a real number, exactly. */
  public double threshold() {
    return Q16.toDouble(thresholdQ16);
  }
}
