package smilet.shared.finder;

import java.util.Arrays;
import java.util.List;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.Normalisation;
import smilet.shared.model.Convolution;
import smilet.shared.model.Dense;
import smilet.shared.model.Model;
import smilet.shared.model.Shape;

/** A finder made by hand: its "face" is a bright square with a dark square in the middle. */
final class SquareFinder {
  private SquareFinder() {}

  static Finder finder() {
    // Two channels of 4x4 cells' means, the bright ones and the dark ones; then a template.
    Shape input = new Shape(24, 24, 1);
    byte[] means = new byte[2 * 9];
    Arrays.fill(means, 0, 9, (byte) 1);
    Arrays.fill(means, 9, 18, (byte) -1);
    Convolution first = new Convolution(input, 3, 4, 0, means, new int[2], new int[] {1, 1}, 3);
    int side = first.output().width();
    byte[] template = new byte[side * side * 2];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        boolean middle = Math.min(x, y) >= 2 && Math.max(x, y) <= 3;
        template[(y * side + x) * 2] = (byte) (middle ? -16 : 3);
        template[(y * side + x) * 2 + 1] = (byte) (middle ? 24 : -6);
      }
    }
    Dense dense = new Dense(new Shape(side, side, 2), template, 0, 256, 0);
    Model window = new Model(new Grid(24, 24), Normalisation.CONTRAST, List.of(first, dense));
    return new Finder(window, THRESHOLD_Q16);
  }

  /** Chosen by looking: three quarters of what a square gets at its place. */
  private static final int THRESHOLD_Q16 = 256 * 4000;

  /** A black frame with one square. */
  static Frame frame(FrameFormat format, int x, int y, int side) {
    Frame frame = new Frame(format);
    draw(frame, x, y, side);
    return frame;
  }

  static void draw(Frame frame, int x, int y, int side) {
    int width = frame.format().width();
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        boolean middle =
            Math.min(row, column) >= side / 3 && Math.max(row, column) < side - side / 3;
        int px = x + column;
        int py = y + row;
        if (px >= 0 && px < width && py >= 0 && py < frame.format().height()) {
          frame.pixels()[py * width + px] = (char) (middle ? 20 : 200);
        }
      }
    }
  }
}
