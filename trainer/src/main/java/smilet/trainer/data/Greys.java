package smilet.trainer.data;

import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;

/** A grey picture of any size on its way to a frame, 8 or 16 bits a pixel. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Greys(int width, int height, int bits, char[] pixels) {
  /** The frame, no side longer than a frame's can be. */
  Frame frame() {
    return frame(Grid.MAX_SIDE);
  }

  /**
   * The frame, each side shrunk to {@code maxSide} where it is longer: every pixel becomes the mean
   * of the pixels it stands for.
   */
  Frame frame(int maxSide) {
    int outWidth = Math.min(width, maxSide);
    int outHeight = Math.min(height, maxSide);
    Frame frame = new Frame(new FrameFormat(outWidth, outHeight, bits));
    for (int y = 0; y < outHeight; y++) {
      int top = (int) ((long) y * height / outHeight);
      int bottom = (int) ((y + 1L) * height / outHeight);
      for (int x = 0; x < outWidth; x++) {
        int left = (int) ((long) x * width / outWidth);
        int right = (int) ((x + 1L) * width / outWidth);
        frame.pixels()[y * outWidth + x] = mean(left, top, right, bottom);
      }
    }
    return frame;
  }

  private char mean(int left, int top, int right, int bottom) {
    long sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += pixels[y * width + x];
      }
    }
    long count = (long) (right - left) * (bottom - top);
    return (char) ((2 * sum + count) / (2 * count));
  }
}
